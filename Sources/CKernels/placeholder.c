#include "ckernels.h"
typedef int sluice_ckernels_placeholder;
