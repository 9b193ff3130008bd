/** Communes, EPCI, departments, regions, employment zones by COG year, with the events between years. */

/** Opaque: made by `makeGeography`, asked by the functions of this module. */
export type Geography = { readonly latest: number }
