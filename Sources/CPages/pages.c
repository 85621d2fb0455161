#include "CPages.h"

static const unsigned char page_css[] = {
#embed "page.css"
};
static const unsigned char checkout_css[] = {
#embed "checkout.css"
};
static const unsigned char dashboard_css[] = {
#embed "dashboard.css"
};
static const unsigned char dashboard_js[] = {
#embed "dashboard.js"
};
static const unsigned char order_js[] = {
#embed "order.js"
};
static const unsigned char icon_svg[] = {
#embed "icon.svg"
};
static const unsigned char time_js[] = {
#embed "time.js"
};
static const unsigned char marks_svg[] = {
#embed "marks.svg"
};

static const struct page_asset assets[] = {
  {"page.css", "text/css; charset=utf-8", page_css, sizeof page_css},
  {"checkout.css", "text/css; charset=utf-8", checkout_css, sizeof checkout_css},
  {"dashboard.css", "text/css; charset=utf-8", dashboard_css, sizeof dashboard_css},
  {"dashboard.js", "text/javascript; charset=utf-8", dashboard_js, sizeof dashboard_js},
  {"order.js", "text/javascript; charset=utf-8", order_js, sizeof order_js},
  {"time.js", "text/javascript; charset=utf-8", time_js, sizeof time_js},
  {"marks.svg", "image/svg+xml", marks_svg, sizeof marks_svg},
  {"icon.svg", "image/svg+xml", icon_svg, sizeof icon_svg},
};

const struct page_asset *page_assets(size_t *count) {
  *count = sizeof assets / sizeof assets[0];
  return assets;
}
