// The words of single.h, for Float64.

#define V D
#define M I64
#define WIDTH HALF
#define ELEMENT double
#define OF(NAME) NAME##64
#define SLICE(NAME) NAME##_f64
#define TANH_END 20
