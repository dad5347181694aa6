//! The routes of a server, as one static.
//!
//! In: a tree of paths, or a table of targets. Out: the static that the runtime's router walks.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::attributes::{code, doc};
use crate::rust::{Endpoint, Node, Routes};

/// The static `ROUTES`, and the nodes of its tree.
pub(super) fn routes(routes: &Routes) -> Vec<TokenStream> {
    let mut nodes = Vec::new();
    let routes = match routes {
        Routes::Http(root) => {
            let root = node(root, "/", &mut nodes);
            quote! { http(&#root) }
        }
        Routes::Target(targets) => {
            let targets = targets.iter().map(|(target, operation)| {
                let operation = Literal::usize_unsuffixed(*operation);
                quote! { (#target, #operation) }
            });
            quote! { target(&[#(#targets),*]) }
        }
    };
    let doc = doc("Which operation a request is for.");
    let routes = quote! {
        #doc
        static ROUTES: tinsmith::generated::server::Routes = tinsmith::generated::server::Routes::#routes;
    };
    vec![routes, nodes.into_iter().collect()]
}

/// The expression of a node. One that leads on is a constant of its own, put behind those in `nodes`, so that deep paths make
/// no deep code; `path` says where it is.
fn node(node: &Node, path: &str, nodes: &mut Vec<TokenStream>) -> TokenStream {
    let endpoints = node.endpoints.iter().map(endpoint);
    let endpoints = (!node.endpoints.is_empty()).then(|| quote! { .endpoints(&[#(#endpoints),*]) });
    if node.literals.is_empty() && node.label.is_none() && node.greedy.is_none() {
        return quote! { tinsmith::generated::server::Node::new() #endpoints };
    }
    let number = nodes.len();
    nodes.push(TokenStream::new());
    let mut next = |next: &Node, segment: &str| {
        let path = format!("{}/{segment}", path.trim_end_matches('/'));
        self::node(next, &path, nodes)
    };
    let literals: Vec<_> = node
        .literals
        .iter()
        .map(|(segment, node)| {
            let node = next(node, segment);
            quote! { (#segment, #node) }
        })
        .collect();
    let literals = (!literals.is_empty()).then(
        || quote! { .literals(&tinsmith::generated::server::Literals::new([#(#literals),*])) },
    );
    let label = node.label.as_deref().map(|node| next(node, "{}"));
    let label = label.map(|node| quote! { .label(&#node) });
    let greedy = node.greedy.as_deref().map(|node| next(node, "{+}"));
    let greedy = greedy.map(|node| quote! { .greedy(&#node) });
    let (name, doc) = (format_ident!("NODE_{number}"), doc(&code(path)));
    nodes[number] = quote! {
        #doc
        const #name: tinsmith::generated::server::Node =
            tinsmith::generated::server::Node::new() #endpoints #literals #label #greedy;
    };
    quote! { #name }
}

fn endpoint(endpoint: &Endpoint) -> TokenStream {
    let method = &endpoint.method;
    let operation = Literal::usize_unsuffixed(endpoint.operation);
    let query = endpoint.query.iter().map(|(name, value)| match value {
        Some(value) => quote! { (#name, Some(#value)) },
        None => quote! { (#name, None) },
    });
    let query = (!endpoint.query.is_empty()).then(|| quote! { .query(&[#(#query),*]) });
    quote! { tinsmith::generated::server::Endpoint::new(#method, #operation) #query }
}
