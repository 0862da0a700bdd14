// hypot as glibc had it before version 2.35 gave it another. The Swift overlay of the C library mentions it, and would tie the
// command to that glibc; the linker is told (--wrap) to take these. No result depends on them: the engine calls no such function.

#if defined(__x86_64__)
#define FIRST "GLIBC_2.2.5"
#elif defined(__aarch64__)
#define FIRST "GLIBC_2.17"
#else
#error "which version of glibc was the first here?"
#endif

__asm__(".symver first_hypot, hypot@" FIRST);
__asm__(".symver first_hypotf, hypotf@" FIRST);

double first_hypot(double x, double y);
float first_hypotf(float x, float y);

double __wrap_hypot(double x, double y) { return first_hypot(x, y); }
float __wrap_hypotf(float x, float y) { return first_hypotf(x, y); }
