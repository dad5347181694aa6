//! Tables of routes and paths.

#![allow(clippy::unwrap_used)]

use super::*;
use http::Request;

static ROOT: Node = Node::new()
    .endpoints(&[Endpoint::new("GET", 0)])
    .literals(&Literals::new([
        (
            "a",
            Node::new()
                .label(&Node::new().endpoints(&[Endpoint::new("GET", 10)]))
                .literals(&Literals::new([(
                    "b",
                    Node::new().literals(&Literals::new([(
                        "c",
                        Node::new().endpoints(&[Endpoint::new("GET", 11)]),
                    )])),
                )])),
        ),
        (
            "files",
            Node::new()
                .endpoints(&[
                    Endpoint::new("GET", 22).query(&[("list-type", Some("2")), ("x", None)]),
                    Endpoint::new("GET", 21).query(&[("list-type", Some("2"))]),
                    Endpoint::new("GET", 20),
                    Endpoint::new("POST", 23).query(&[("delete", None)]),
                ])
                .greedy(
                    &Node::new()
                        .endpoints(&[Endpoint::new("GET", 24)])
                        .literals(&Literals::new([
                            ("acl", Node::new().endpoints(&[Endpoint::new("GET", 25)])),
                            (
                                "deep",
                                Node::new().literals(&Literals::new([(
                                    "acl",
                                    Node::new().endpoints(&[Endpoint::new("GET", 26)]),
                                )])),
                            ),
                        ])),
                ),
        ),
        (
            "prefix",
            Node::new().greedy(&Node::new().literals(&Literals::new([(
                "suffix",
                Node::new().endpoints(&[Endpoint::new("GET", 30)]),
            )]))),
        ),
        (
            "things",
            Node::new().label(
                &Node::new().literals(&Literals::new([(
                    "jobs",
                    Node::new()
                        .endpoints(&[Endpoint::new("GET", 40)])
                        .literals(&Literals::new([(
                            "$next",
                            Node::new().endpoints(&[Endpoint::new("PUT", 41)]),
                        )]))
                        .label(
                            &Node::new()
                                .endpoints(&[Endpoint::new("GET", 42), Endpoint::new("POST", 43)]),
                        ),
                )])),
            ),
        ),
    ]))
    .label(&Node::new().literals(&Literals::new([(
        "b",
        Node::new().literals(&Literals::new([(
            "d",
            Node::new().endpoints(&[Endpoint::new("GET", 50)]),
        )])),
    )])));
static ROUTES: Routes = Routes::http(&ROOT);

fn find(method: &str, uri: &str) -> Result<(usize, Vec<String>), String> {
    let request = Request::builder().method(method).uri(uri).body(()).unwrap();
    let (head, ()) = request.into_parts();
    match ROUTES.find(&head) {
        Ok(found) => {
            let labels = (0..4)
                .map(|index| found.labels.get(head.uri.path(), index).to_owned())
                .filter(|label| !label.is_empty())
                .collect();
            Ok((found.operation, labels))
        }
        Err(NotFound::Path) => Err(String::new()),
        Err(NotFound::Method(allowed)) => Err(allowed),
    }
}

#[test]
fn the_most_specific_route_is_taken() {
    for (method, uri, operation, labels) in [
        ("GET", "/", 0, &[][..]),
        ("GET", "/a/x", 10, &["x"]),
        ("GET", "/a/x/", 10, &["x"]),
        ("GET", "/a/b", 10, &["b"]),
        ("GET", "/a/b/c", 11, &[]),
        // The literal `a` leads nowhere, so the label is tried.
        ("GET", "/a/b/d", 50, &["a"]),
        ("GET", "/z/b/d", 50, &["z"]),
        ("GET", "/things/t/jobs", 40, &["t"]),
        ("GET", "/things/t/jobs/", 40, &["t"]),
        ("GET", "/things/t/jobs?namespaceId=x", 40, &["t"]),
        ("PUT", "/things/t/jobs/$next", 41, &["t"]),
        ("PUT", "/things/t/jobs/%24next", 41, &["t"]),
        ("PUT", "/things/t/jobs/%24nex%74/", 41, &["t"]),
        ("GET", "/things/t/jobs/$next", 42, &["t", "$next"]),
        ("GET", "/things/t/jobs/%24next", 42, &["t", "%24next"]),
        ("POST", "/things/a%2Fb/jobs/j", 43, &["a%2Fb", "j"]),
    ] {
        let labels: Vec<String> = labels.iter().map(|label| (*label).to_owned()).collect();
        assert_eq!(find(method, uri), Ok((operation, labels)), "{method} {uri}");
    }
}

#[test]
fn greedy_labels_take_one_segment_or_more() {
    for (uri, operation, label) in [
        ("/files/x", 24, "x"),
        ("/files/x/y/z", 24, "x/y/z"),
        ("/files/x//y", 24, "x//y"),
        ("/files/x/", 24, "x/"),
        ("/files/acl", 24, "acl"),
        ("/files/x/acl", 25, "x"),
        ("/files/x/acl/", 25, "x"),
        ("/files/x/y/acl", 25, "x/y"),
        ("/files/x/deep/acl", 26, "x"),
        ("/files/deep/acl", 25, "deep"),
        ("/files/x/acl/y", 24, "x/acl/y"),
        ("/files/x/deep/y", 24, "x/deep/y"),
        ("/prefix/a/suffix", 30, "a"),
        ("/prefix/a/suffix/suffix", 30, "a/suffix"),
    ] {
        assert_eq!(
            find("GET", uri),
            Ok((operation, vec![label.to_owned()])),
            "{uri}"
        );
    }
    for uri in [
        "/prefix/suffix",
        "/prefix//suffix",
        "/prefix/a",
        "/prefix/",
        "/prefix/a/suffix/b",
    ] {
        assert_eq!(find("GET", uri), Err(String::new()), "{uri}");
    }
}

#[test]
fn query_literals_must_be_there() {
    for (method, uri, result) in [
        ("GET", "/files", Ok(20)),
        ("GET", "/files/", Ok(20)),
        ("GET", "/files?list-type=1", Ok(20)),
        ("GET", "/files?list-type=2", Ok(21)),
        ("GET", "/files?y&list%2Dtype=%32", Ok(21)),
        ("GET", "/files?x&list-type=2", Ok(22)),
        ("POST", "/files?delete", Ok(23)),
        ("POST", "/files?delete=1", Ok(23)),
        ("POST", "/files", Err("GET")),
    ] {
        let found = find(method, uri).map(|(operation, _)| operation);
        assert_eq!(found, result.map_err(str::to_owned), "{method} {uri}");
    }
}

#[test]
fn other_methods_are_named() {
    for (method, uri, allowed) in [
        ("PATCH", "/things/t/jobs/j", "GET, POST"),
        ("DELETE", "/things/t/jobs/$next", "GET, POST, PUT"),
        ("HEAD", "/a/b/c", "GET"),
        ("GET", "/nowhere", ""),
        ("GET", "/things//jobs", ""),
        ("GET", "/things/t/jobs/j/k", ""),
        ("GET", "//", ""),
        ("GET", "/a//", ""),
        ("GET", "/A/x", ""),
        ("GET", "/%zz", ""),
    ] {
        assert_eq!(find(method, uri), Err(allowed.to_owned()), "{method} {uri}");
    }
}

#[test]
fn long_paths_are_cheap() {
    let path = format!("/prefix/{}", "suffix/x/".repeat(5_000));
    assert!(find("GET", &path).is_err());
    let path = format!("/prefix{}", "/suffix".repeat(5_000));
    assert!(find("GET", &path).is_ok());
}

#[test]
fn targets_are_looked_up() {
    static TARGETS: Routes = Routes::target(&[("Service.Add", 1), ("Service.Remove", 0)]);
    let find = |target: &str| {
        let request = Request::builder()
            .header("X-Amz-Target", target)
            .body(())
            .unwrap();
        TARGETS
            .find(&request.into_parts().0)
            .ok()
            .map(|found| found.operation)
    };
    assert_eq!(find("Service.Remove"), Some(0));
    assert_eq!(find("Service.Rem"), None);
    assert_eq!(find(""), None);
}
