// zlib as Swift sees it: `inflateInit2` is a macro, which Swift does not import.
#pragma once
#include <zlib.h>

/// Begins to read a gzip stream, with the largest window; 0 (`Z_OK`) where there is memory for it.
static inline int czlib_begin_gzip(z_stream *stream) { return inflateInit2(stream, 16 + MAX_WBITS); }

/// Begins to read a bare deflate stream, with the largest window; 0 (`Z_OK`) where there is memory for it.
static inline int czlib_begin_raw(z_stream *stream) { return inflateInit2(stream, -MAX_WBITS); }
