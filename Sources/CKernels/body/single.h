// The words that files written once for both precisions are written in; such a file follows single.h for Float32 and
// double.h for Float64, and ends with neither.h.
//   V, M, WIDTH     the vector, the mask that a comparison of vectors gives, and the values in a vector
//   ELEMENT         the type of one value
//   OF(NAME)        a function of vectors in this precision
//   SLICE(NAME)     a function of slices in this precision
//   TANH_END        where tanh has long rounded to 1

#define V F
#define M I
#define WIDTH LANES
#define ELEMENT float
#define OF(NAME) NAME
#define SLICE(NAME) NAME##_f32
#define TANH_END 10
