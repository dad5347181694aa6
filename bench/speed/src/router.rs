//! Routers alone, with 5 routes and with 400.
//!
//! In: the five routes of the service, and 395 made-up ones around them that start alike. Out: the row `router`. The same
//! request is looked up in both.

mod tree;

use http::request::Parts;
use http::{Method, Request};
use tinsmith::generated::server::Routes;

use crate::measure::Case;
use crate::server;
use crate::server::with_smithy::specification;
use aws_smithy_http_server::protocol::rest::router::RestRouter;
use aws_smithy_http_server::routing::Router;
use tree::Route;

/// The rows.
pub(crate) const ROWS: &[&str] = &["router"];

/// The cases.
pub(crate) fn cases() -> Vec<Case> {
    let (few, many) = (tree::few(), tree::many());
    assert_eq!((few.len(), many.len()), (5, 400));
    vec![
        ours("ours, 400 routes", &tree::MANY),
        ours("ours, 5 routes", &tree::FEW),
        matchit("matchit, 400 routes", &many),
        matchit("matchit, 5 routes", &few),
        smithy("aws-smithy-http-server, 400 routes", &many),
        smithy("aws-smithy-http-server, 5 routes", &few),
    ]
}

fn head() -> Parts {
    let request = Request::post(server::path()).body(());
    request.expect("a request of constants").into_parts().0
}

fn ours(name: &'static str, routes: &'static Routes) -> Case {
    let head = head();
    assert_eq!(routes.operation(&head), Some(tree::WANTED));
    Case::new("router", name, move || routes.operation(&head))
}

/// A router of paths alone; the methods of a path are told apart behind it, as axum does.
fn matchit(name: &'static str, routes: &[Route]) -> Case {
    let mut router = matchit::Router::<Vec<(Method, usize)>>::new();
    let mut paths: Vec<String> = routes.iter().map(|(_, path)| path.clone()).collect();
    paths.sort();
    paths.dedup();
    for path in paths {
        let operations = routes
            .iter()
            .enumerate()
            .filter(|(_, route)| route.1 == path)
            .map(|(number, route)| (route.0.clone(), number));
        let mut named = path.clone();
        for label in ["{a}", "{b}"] {
            named = named.replacen("{}", label, 1);
        }
        router
            .insert(named, operations.collect())
            .expect("no two routes are equal");
    }
    let head = head();
    Case::new("router", name, move || {
        let found = router.at(head.uri.path()).ok()?;
        let operation = found
            .value
            .iter()
            .find(|(method, _)| *method == head.method)?;
        // Where the labels are is part of the question.
        let labels = found
            .params
            .iter()
            .map(|(_, value)| value.len())
            .sum::<usize>();
        Some((operation.1, labels))
    })
}

fn smithy(name: &'static str, routes: &[Route]) -> Case {
    let routes = routes
        .iter()
        .enumerate()
        .map(|(number, (method, path))| (specification(method.clone(), path), number));
    let router = RestRouter::from_iter(routes);
    let request = Request::from_parts(head(), ());
    Case::new("router", name, move || router.match_route(&request).ok())
}
