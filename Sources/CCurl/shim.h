#ifndef CCURL_SHIM_H
#define CCURL_SHIM_H

#include <curl/curl.h>

// CURLOPT_QUICK_EXIT came with 7.87.0; without it a cancel would wait for a running name resolution.
#if LIBCURL_VERSION_NUM < 0x075700
#error "libcurl 7.87.0 or later is needed"
#endif

// Swift cannot call variadic functions: one function per type of option.

static inline CURLcode ccurl_setopt_long(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_setopt_offset(CURL *handle, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_setopt_string(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_setopt_pointer(CURL *handle, CURLoption option, void *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_setopt_slist(CURL *handle, CURLoption option, struct curl_slist *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_setopt_write(CURL *handle, CURLoption option, curl_write_callback value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_setopt_prereq(CURL *handle, CURLoption option, curl_prereq_callback value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_setopt_debug(CURL *handle, CURLoption option, curl_debug_callback value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_setopt_opensocket(CURL *handle, CURLoption option, curl_opensocket_callback value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_setopt_closesocket(CURL *handle, CURLoption option, curl_closesocket_callback value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_getinfo_long(CURL *handle, CURLINFO info, long *value) {
  return curl_easy_getinfo(handle, info, value);
}

static inline CURLcode ccurl_getinfo_offset(CURL *handle, CURLINFO info, curl_off_t *value) {
  return curl_easy_getinfo(handle, info, value);
}

static inline CURLcode ccurl_getinfo_pointer(CURL *handle, CURLINFO info, void **value) {
  return curl_easy_getinfo(handle, info, value);
}

static inline CURLMcode ccurl_multi_setopt_long(CURLM *handle, CURLMoption option, long value) {
  return curl_multi_setopt(handle, option, value);
}

static inline CURLMcode ccurl_multi_setopt_pointer(CURLM *handle, CURLMoption option, void *value) {
  return curl_multi_setopt(handle, option, value);
}

static inline CURLMcode ccurl_multi_setopt_socket(CURLM *handle, CURLMoption option, curl_socket_callback value) {
  return curl_multi_setopt(handle, option, value);
}

static inline CURLMcode ccurl_multi_setopt_timer(CURLM *handle, CURLMoption option, curl_multi_timer_callback value) {
  return curl_multi_setopt(handle, option, value);
}

static inline CURLSHcode ccurl_share_setopt_long(CURLSH *handle, CURLSHoption option, long value) {
  return curl_share_setopt(handle, option, value);
}

#endif
