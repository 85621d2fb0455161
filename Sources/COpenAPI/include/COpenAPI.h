#ifndef COPENAPI_H
#define COPENAPI_H

#include <stddef.h>

/// schemas/payin.openapi.json, as it was when this was compiled.
const unsigned char *openapi_document(size_t *count);

#endif
