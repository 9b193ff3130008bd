/** What an edition adds to the rules of the portal: a page to read, on a screen of any width and on paper. */

export const RULES = `
.top .brand{font:600 var(--t1)/1.2 var(--serif);color:inherit;text-decoration:none;padding-block:.4rem}.top nav ul{flex-wrap:wrap;gap:0 1.25rem}
.foot{font-size:var(--t-1)}.foot p:first-child{font-weight:650}
main h1{margin-block:2rem .75rem;max-width:50rem}main h2{margin-block:2.75rem .6rem;font-size:var(--t3);max-width:46rem}main h3,main .figures>h2,main .focus>h2{margin-block:0 .5rem}.figures>h2,.focus>h2{font:650 var(--t1)/1.3 var(--sans);letter-spacing:0}
main .reading{margin-block-end:1rem;max-width:var(--measure)}main ol.reading,.notes ol{list-style:decimal;padding-inline-start:1.5rem}main ul.reading{list-style:disc;padding-inline-start:1.5rem}
.cover{border-block-end:3px solid var(--ink);padding-block:3.5rem 2rem}.cover h1{font-size:clamp(var(--t4),6vw,var(--t6));margin-block:.75rem 1rem;line-height:1.04}.lead{font-size:var(--t2);line-height:1.35;max-width:40rem}
.contents{counter-reset:n;display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),1fr));gap:0 2.5rem}.contents li{counter-increment:n;border-block-start:1px solid var(--rule);padding:.7rem 0 .9rem 2rem;position:relative}.contents li::before{content:counter(n);position:absolute;inset-inline-start:0;color:var(--brick);font-family:var(--serif)}.contents a{display:inline-block;padding-block:.15rem;font-weight:650}.contents small{display:block;color:var(--ink-2);font-size:var(--t-1);line-height:1.4}
.taken a,.cited a,.around a,.within a{display:inline-block;padding-block:.25rem}.taken small{color:var(--ink-2)}.colophon{margin-block-start:2.5rem;font-size:var(--t-1);color:var(--ink-2);max-width:46rem}.colophon code{overflow-wrap:anywhere}
.within ul{display:flex;flex-wrap:wrap;gap:0 1.25rem;margin-block-end:1.5rem}
.focus{border-inline-start:6px solid var(--brick);background:var(--linen);padding:1rem 1.25rem;margin-block:2rem;max-width:46rem}.focus .reading:last-child{margin-block-end:0}
.said{margin:2rem 0;max-width:40rem}.said blockquote{margin:0;font-family:var(--serif);font-size:1.2rem}.said figcaption{color:var(--ink-2)}
.figures{margin-block:2rem}.figures dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,13rem),1fr));gap:1.25rem 1.5rem}.figures dl>div{border-block-start:2px solid var(--ink);padding-block:.5rem}
.figures dd{display:grid;gap:.15rem;font-size:var(--t0)}.figures dd .figure{font:600 1.75rem/1.2 var(--serif);justify-self:start;white-space:normal}.figures small{color:var(--ink-2);font-size:var(--t-1)}
.drawing{margin-block:2.25rem;max-width:808px}.drawing img{max-width:100%;height:auto}.drawing .narrow{display:none}.drawing figcaption{font-size:var(--t-1)}.drawing figcaption a{display:inline-block;padding-block:.25rem}
@media screen and (max-width:40rem){.drawing .wide{display:none}.drawing .narrow{display:block;margin-inline:auto}.cover{padding-block:1.5rem}}
.places{columns:auto 12rem;column-gap:2rem}.places a{display:inline-block;padding-block:.2rem}.locator{margin:0 0 1.5rem;max-width:24rem}.locator img{inline-size:100%;block-size:auto}@media(min-width:60rem){.locator{float:inline-end;margin-inline-start:2rem}}.around,.notes,.lineage{clear:both}
.scroll{margin-block:2rem}.table{width:auto}.table tbody th{min-width:8rem}.table caption{font-weight:650;padding-block-end:.5rem}.table td .figure{display:inline-block;padding-block:.15rem}
.entry{margin-block:2.25rem}.entry h2{margin-block-start:0;font-size:var(--t2)}.entry .letter{color:var(--brick)}
.notes,.lineage{border-block-start:3px solid var(--ink);margin-block-start:3.5rem;font-size:var(--t0)}.notes h2,.lineage h2{font-size:var(--t2);margin-block-start:1rem}.lineage h3{margin-block:1.5rem .25rem;font-size:var(--t0)}.lineage .reading{color:var(--ink-2);margin-block-end:.25rem}.lineage li,.notes li{padding-block:.35rem;max-width:52rem}.lineage li+li{border-block-start:1px solid var(--rule)}.lineage small{color:var(--ink-2);font-size:var(--t-1)}.lineage li:target,.cited li:target{background:var(--brick-ground);outline:.5rem solid var(--brick-ground)}
.cited li{border-block-end:1px solid var(--rule);padding-block:.3rem;max-width:52rem}
.around{display:flex;flex-wrap:wrap;justify-content:space-between;gap:1rem;margin-block:3rem 1rem}
.photograph{margin-block:2rem}.photograph img{max-width:100%;height:auto}.photograph figcaption{font-size:var(--t-1);color:var(--ink-2)}
#search label{display:block;font-weight:650}#words{font:inherit;inline-size:min(100%,28rem);padding:.5rem .75rem;border:1px solid var(--edge);border-radius:var(--radius);background:var(--paper);color:inherit}#results{list-style:decimal;padding-inline-start:1.5rem}#results a{display:inline-block;padding-block:.25rem}
@page{margin:1.6cm}
@media print{.told a,.top,.within,.around,.skip,.drawing figcaption,.foot{display:none}main h1,main h2,main h3{break-after:avoid}.figures dl>div,.focus,.entry,.lineage li,.cited li{break-inside:avoid}.cover h1{font-size:2.6rem}.figures dd .figure{font-size:1.2rem}.locator{float:inline-end;max-width:7cm;margin-inline-start:1rem}.scroll{overflow:visible}.table{font-size:.8rem}.table .n,.table .figure{white-space:normal}}
`
