#pragma once

#include <openssl/crypto.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>
#include <stddef.h>

// Both write 32 bytes to `out`. They fail only where libcrypto has no SHA-256 to offer, or no memory.
static inline int ccrypto_sha256(const void *bytes, size_t count, unsigned char *out) {
  return SHA256(bytes, count, out) != NULL;
}

static inline int ccrypto_hmac_sha256(
    const void *key, int key_count, const void *bytes, size_t count, unsigned char *out) {
  return HMAC(EVP_sha256(), key, key_count, bytes, count, out, NULL) != NULL;
}
