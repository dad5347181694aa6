//! Routers alone, with 5 routes and with 400.
//!
//! In: the five routes of the service, and 395 made-up ones around them that start alike. Out: the row `router`. The same
//! request is looked up in both.

use http::request::Parts;
use http::{Method, Request};
use tinsmith::generated::server::{Endpoint, Node, Routes};

use crate::measure::Case;
use crate::server::with_smithy::{ROUTES, specification};
use crate::server::{self};
use aws_smithy_http_server::protocol::rest::router::RestRouter;
use aws_smithy_http_server::routing::Router;

/// How many routes a large service has.
const MANY: usize = 400;

/// Method and path; `{}` is a label.
type Route = (Method, String);

/// The rows.
pub(crate) const ROWS: &[&str] = &["router"];

/// The cases.
pub(crate) fn cases() -> Vec<Case> {
    let few: Vec<Route> = ROUTES
        .map(|(method, path)| (method, path.to_owned()))
        .to_vec();
    let many = many(&few);
    vec![
        ours("ours, 400 routes", &many),
        ours("ours, 5 routes", &few),
        matchit("matchit, 400 routes", &many),
        matchit("matchit, 5 routes", &few),
        smithy("aws-smithy-http-server, 400 routes", &many),
        smithy("aws-smithy-http-server, 5 routes", &few),
    ]
}

/// The few, and others as services of AWS have them: collections, their members, and what belongs to those.
fn many(few: &[Route]) -> Vec<Route> {
    let mut routes = Vec::new();
    'full: for number in 0.. {
        let paths = [
            (Method::GET, format!("/resource-{number}s")),
            (Method::POST, format!("/resource-{number}s")),
            (Method::GET, format!("/resource-{number}s/{{}}")),
            (Method::PUT, format!("/resource-{number}s/{{}}")),
            (Method::DELETE, format!("/resource-{number}s/{{}}")),
            (Method::GET, format!("/resource-{number}s/{{}}/versions")),
            (
                Method::GET,
                format!("/resource-{number}s/{{}}/versions/{{}}"),
            ),
            (Method::GET, format!("/things/{{}}/resource-{number}s")),
            (
                Method::POST,
                format!("/things/{{}}/resource-{number}s/{{}}"),
            ),
        ];
        for path in paths {
            if routes.len() == MANY - few.len() {
                break 'full;
            }
            routes.push(path);
        }
    }
    // A router that scans its routes finds them half way.
    routes.splice(MANY / 2..MANY / 2, few.iter().cloned());
    routes
}

fn head() -> Parts {
    let request = Request::post(server::path()).body(());
    request.expect("a request of constants").into_parts().0
}

fn ours(name: &'static str, routes: &[Route]) -> Case {
    let operations: Vec<_> = routes.iter().enumerate().collect();
    let wanted = routes
        .iter()
        .position(|(method, path)| method == Method::POST && path == "/things/{}/jobs/{}");
    let root = Box::leak(Box::new(node(&operations, 1)));
    let routes: &'static Routes = Box::leak(Box::new(Routes::http(root)));
    let head = head();
    assert_eq!(routes.operation(&head), wanted);
    Case::new("router", name, move || routes.operation(&head))
}

/// The tree that the generator would write: of the routes that have come here, what follows their first `depth` segments.
fn node(routes: &[(usize, &Route)], depth: usize) -> Node {
    let segment = |route: &Route| route.1.split('/').nth(depth).map(str::to_owned);
    let ending: Vec<Endpoint> = routes
        .iter()
        .filter(|(_, route)| segment(route).is_none())
        .map(|(number, route)| {
            Endpoint::new(Box::leak(route.0.to_string().into_boxed_str()), *number)
        })
        .collect();
    let mut segments: Vec<String> = routes
        .iter()
        .filter_map(|(_, route)| segment(route))
        .collect();
    segments.sort();
    segments.dedup();
    let below = |text: &str| {
        let routes: Vec<_> = routes
            .iter()
            .filter(|(_, route)| segment(route).as_deref() == Some(text))
            .copied()
            .collect();
        node(&routes, depth + 1)
    };
    let literals: Vec<(&'static str, Node)> = segments
        .iter()
        .filter(|text| *text != "{}")
        .map(|text| (&*Box::leak(text.clone().into_boxed_str()), below(text)))
        .collect();
    let mut made = Node::new()
        .endpoints(Vec::leak(ending))
        .literals(Vec::leak(literals));
    if segments.iter().any(|text| text == "{}") {
        made = made.label(Box::leak(Box::new(below("{}"))));
    }
    made
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
