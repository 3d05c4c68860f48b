//! Files that never change.

use axum::http::{HeaderName, header};
use axum::response::{IntoResponse, Response};

/// The browser may keep them until the program is started again: then the host name is another one.
const PRIVATE: (HeaderName, &str) = (header::CACHE_CONTROL, "private, max-age=86400");

const JAVASCRIPT: &str = "text/javascript; charset=utf-8";

fn asset(content_type: &'static str, content: &'static str) -> Response {
    ([(header::CONTENT_TYPE, content_type), PRIVATE], content).into_response()
}

/// The style sheet.
pub async fn style() -> Response {
    asset(
        "text/css; charset=utf-8",
        include_str!("../../../assets/style.css"),
    )
}

/// The script of all pages.
pub async fn script() -> Response {
    asset(JAVASCRIPT, include_str!("../../../assets/script.js"))
}

/// The script of a kiosk.
pub async fn kiosk_script() -> Response {
    asset(JAVASCRIPT, include_str!("../../../assets/kiosk.js"))
}

/// The icon.
pub async fn icon() -> Response {
    asset("image/svg+xml", include_str!("../../../assets/icon.svg"))
}
