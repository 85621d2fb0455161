#include "CApps.h"

static const unsigned char page_html[] = {
#embed "order/page.html"
};
static const unsigned char page_css[] = {
#embed "order/page.css"
};
static const unsigned char texts_js[] = {
#embed "order/texts.js"
};
static const unsigned char host_js[] = {
#embed "order/host.js"
};
static const unsigned char amount_js[] = {
#embed "order/amount.js"
};
static const unsigned char state_js[] = {
#embed "order/state.js"
};
static const unsigned char view_js[] = {
#embed "order/view.js"
};
static const unsigned char reading_js[] = {
#embed "order/reading.js"
};
static const unsigned char order_js[] = {
#embed "order/order.js"
};
static const unsigned char main_js[] = {
#embed "order/main.js"
};

static const struct card_file files[] = {
  {"page.html", page_html, sizeof page_html}, {"page.css", page_css, sizeof page_css},
  {"texts.js", texts_js, sizeof texts_js}, {"host.js", host_js, sizeof host_js},
  {"amount.js", amount_js, sizeof amount_js}, {"state.js", state_js, sizeof state_js},
  {"view.js", view_js, sizeof view_js}, {"reading.js", reading_js, sizeof reading_js},
  {"order.js", order_js, sizeof order_js}, {"main.js", main_js, sizeof main_js},
};

const struct card_file *card_files(size_t *count) {
  *count = sizeof files / sizeof files[0];
  return files;
}
