/* The peer of target 1: all sums over all perimeters, as a C programmer would write them. Reads from standard
   input T, P, M, N, then N + 1 offsets, the members, and M measures of T x P doubles; NaN is no value. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static void *take(size_t size) {
  char *into = malloc(size ? size : 1);
  if (!into || fread(into, 1, size, stdin) != size) exit(2);
  return into;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

int main(void) {
  uint32_t *head = take(4 * sizeof(uint32_t));
  const uint32_t T = head[0], P = head[1], M = head[2], N = head[3];
  const uint32_t *offsets = take((N + 1) * sizeof(uint32_t));
  const uint32_t *members = take(offsets[N] * sizeof(uint32_t));
  const double *values = take((size_t)M * T * P * sizeof(double));
  double *sums = malloc((size_t)N * P * sizeof(double));
  for (int round = 0; round < 5; round++) {
    const double start = now();
    double check = 0;
    for (uint32_t m = 0; m < M; m++) {
      const double *measure = values + (size_t)m * T * P;
      for (uint32_t n = 0; n < N; n++) {
        double *into = sums + (size_t)n * P;
        for (uint32_t p = 0; p < P; p++) into[p] = 0;
        for (uint32_t k = offsets[n]; k < offsets[n + 1]; k++) {
          const double *row = measure + (size_t)members[k] * P;
          for (uint32_t p = 0; p < P; p++) into[p] += row[p] == row[p] ? row[p] : 0;
        }
        check += into[P - 1];
      }
    }
    printf("%.3f %.17g\n", now() - start, check);
  }
  return 0;
}
