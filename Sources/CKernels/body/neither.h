// Ends what single.h or double.h began.
#undef V
#undef M
#undef WIDTH
#undef ELEMENT
#undef OF
#undef SLICE
#undef TANH_END
