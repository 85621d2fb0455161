#include "COpenAPI.h"

static const unsigned char document[] = {
#embed "../../schemas/payin.openapi.json"
};

const unsigned char *openapi_document(size_t *count) {
  *count = sizeof document;
  return document;
}
