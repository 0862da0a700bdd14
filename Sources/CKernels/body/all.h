// The whole body, each part relying on those before it. An instruction set's file includes it once.
#include "vectors.h"

#include "math_f32.h"
#include "math_f64.h"

#include "sums.h"

#include "log_sum_exp.h"
#include "normal_cdf.h"
#include "normal_quantile.h"

#include "philox.h"

#include "tile.h"
#include "tiling.h"

#include "gradients.h"
#include "products.h"

#include "cells.h"
#include "cell_features.h"
#include "mixtures.h"
#include "gates.h"
#include "optimizers.h"

#include "counts.h"
#include "single.h"
#include "telemetry.h"
#include "double.h"
#include "telemetry.h"

#include "table.h"
