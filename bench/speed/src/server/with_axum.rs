//! What an engineer would write with axum: its router, its extractors, its answers.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use axum::{Json, Router};

use crate::checks;
use crate::derived::{Update, Updated};

pub(crate) fn service() -> Router {
    Router::new()
        .route("/things/{thing}/jobs", get(not_implemented))
        .route("/things/{thing}/jobs/$next", put(not_implemented))
        .route(
            "/things/{thing}/jobs/{job}",
            get(not_implemented).post(update),
        )
        .route("/command-executions", post(not_implemented))
}

async fn not_implemented() -> StatusCode {
    StatusCode::NOT_IMPLEMENTED
}

async fn update(
    Path((thing, job)): Path<(String, String)>,
    Json(update): Json<Update>,
) -> Response {
    match checks::by_hand(&thing, &job, update.status_details.as_ref()) {
        Ok(()) => Json(Updated::to(update)).into_response(),
        Err(member) => (StatusCode::BAD_REQUEST, member).into_response(),
    }
}
