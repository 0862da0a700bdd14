#pragma STDC FP_CONTRACT OFF
#include "ckernels.h"
