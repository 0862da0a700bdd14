#include "cstreams.h"
typedef int sluice_cstreams_placeholder;
