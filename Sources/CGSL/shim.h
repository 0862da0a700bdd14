// The GNU Scientific Library, as Swift sees it.
//
// GSL's generators and its default handler are mutable C globals, which Swift 6 rejects. The wrappers
// below read them; nothing else is added here.
#pragma once
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_version.h>
