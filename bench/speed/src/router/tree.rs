//! The routes as the generator lays them out.
//!
//! In: nothing. Out: trees for our router, and the same routes as methods and paths for others.

use http::Method;
use tinsmith::generated::server::{Endpoint, Literals, Node, Routes};

use crate::server::with_smithy::ROUTES;

/// The number of the operation that is looked for.
pub(super) const WANTED: usize = 4;
/// The number of all made-up ones.
const OTHER: usize = 5;

/// `/things/{}/jobs`
const JOBS: Node = Node::new()
    .endpoints(&[Endpoint::new("GET", 1)])
    .literals(&Literals::new([(
        "$next",
        Node::new().endpoints(&[Endpoint::new("PUT", 3)]),
    )]))
    .label(&Node::new().endpoints(&[Endpoint::new("GET", 0), Endpoint::new("POST", WANTED)]));
const COMMANDS: Node = Node::new().endpoints(&[Endpoint::new("POST", 2)]);

/// The five routes of the service.
pub(super) static FEW: Routes = Routes::http(&Node::new().literals(&Literals::new([
    ("command-executions", COMMANDS),
    (
        "things",
        Node::new().label(&Node::new().literals(&Literals::new([("jobs", JOBS)]))),
    ),
])));

/// A made-up collection and its members.
const COLLECTION: Node = Node::new()
    .endpoints(&[Endpoint::new("GET", OTHER), Endpoint::new("POST", OTHER)])
    .label(&Node::new().endpoints(&[Endpoint::new("GET", OTHER)]));
/// A made-up collection of a thing.
const OF_THING: Node = Node::new()
    .endpoints(&[Endpoint::new("GET", OTHER)])
    .label(&Node::new().endpoints(&[Endpoint::new("DELETE", OTHER)]));

/// Five made-up routes for each number, around the five of the service.
macro_rules! routes {
    ($($number:literal)*) => {
        /// 400 routes.
        pub(super) static MANY: Routes = Routes::http(
            &Node::new().literals(&Literals::new([
                ("command-executions", COMMANDS),
                (
                    "things",
                    Node::new().label(&Node::new().literals(&Literals::new([
                        ("jobs", JOBS),
                        $((concat!("resource-", $number, "s"), OF_THING),)*
                    ]))),
                ),
                $((concat!("resource-", $number, "s"), COLLECTION),)*
            ])),
        );

        const NAMES: &[&str] = &[$(concat!("resource-", $number, "s")),*];
    };
}

routes! {
    "10" "11" "12" "13" "14" "15" "16" "17" "18" "19" "20" "21" "22" "23" "24" "25" "26" "27" "28" "29"
    "30" "31" "32" "33" "34" "35" "36" "37" "38" "39" "40" "41" "42" "43" "44" "45" "46" "47" "48" "49"
    "50" "51" "52" "53" "54" "55" "56" "57" "58" "59" "60" "61" "62" "63" "64" "65" "66" "67" "68" "69"
    "70" "71" "72" "73" "74" "75" "76" "77" "78" "79" "80" "81" "82" "83" "84" "85" "86" "87" "88"
}

/// Method and path; `{}` is a label.
pub(super) type Route = (Method, String);

/// The few as methods and paths.
pub(super) fn few() -> Vec<Route> {
    ROUTES
        .map(|(method, path)| (method, path.to_owned()))
        .to_vec()
}

/// The many; a router that scans them finds the few half way.
pub(super) fn many() -> Vec<Route> {
    let mut routes: Vec<Route> = NAMES
        .iter()
        .flat_map(|name| {
            [
                (Method::GET, format!("/{name}")),
                (Method::POST, format!("/{name}")),
                (Method::GET, format!("/{name}/{{}}")),
                (Method::GET, format!("/things/{{}}/{name}")),
                (Method::DELETE, format!("/things/{{}}/{name}/{{}}")),
            ]
        })
        .collect();
    let middle = routes.len() / 2;
    routes.splice(middle..middle, few());
    routes
}
