//! Turns absolute paths into `use` lines and short names.
//!
//! In: the items of one file, in which every name that comes from elsewhere is written in full
//! (`tinsmith::generated::Member`, `crate::types::Thing`, `std::fmt::Debug`). Out: the same items with short names, and
//! the `use` lines that make these mean the same. So a quote never keeps a list of imports, no
//! import is ever unused, and a model may well have a type that is called `Member`: whoever comes second keeps his
//! module (`generated::Member`).
//!
//! Types and macros are imported by their own name, functions and what is in `crate::schema` through their module. A
//! path with a leading `::` is left alone, as is a `use` line.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};

/// Where the paths begin, in the order of their `use` lines.
const ORIGINS: [&str; 3] = ["std", "tinsmith", "crate"];

/// What is always named through its module: `fmt::Result` must not hide the prelude's `Result`, and its siblings keep it
/// company.
const THROUGH_MODULE: [&str; 3] = ["Debug", "Formatter", "Result"];

/// Shortens the paths in `items` of the file at `path`, such as `src/types/thing.rs`. The first answer is the `use` lines.
pub(super) fn shorten(path: &str, items: Vec<TokenStream>) -> (TokenStream, Vec<TokenStream>) {
    let mut found = BTreeSet::new();
    for item in &items {
        collect(item.clone(), &mut found);
    }
    let names = Names::settle(found, &defined(&items), &homes(path));
    let items = items
        .into_iter()
        .map(|item| rewrite(item, &names))
        .collect();
    (names.uses(), items)
}

/// The path of something that can be imported: its origin, modules and name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Path {
    /// The place of the origin in [`ORIGINS`].
    origin: usize,
    /// From the origin's own name on.
    segments: Vec<String>,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// Named by its own name, if that is free.
    Direct,
    /// Named through its module.
    ThroughModule,
}

impl Path {
    fn name(&self) -> &str {
        self.segments.last().map_or("", String::as_str)
    }

    /// The module around it; none for what stands at the root of a crate, which needs no import.
    fn module(&self) -> Option<&[String]> {
        let (_, module) = self.segments.split_last()?;
        (module.len() > 1).then_some(module)
    }
}

/// How the paths of a file are written.
#[derive(Debug, Default)]
struct Names {
    /// How many of the first segments are dropped.
    dropped: BTreeMap<Path, usize>,
    /// What is imported, by its name.
    imported: BTreeMap<String, Vec<String>>,
}

impl Names {
    /// Decides for each path. This crate's names come first, since they are what a reader looks for. `defined` are the names
    /// of the file's own items, and `homes` the modules in which they are found.
    fn settle(found: BTreeSet<Path>, defined: &BTreeSet<String>, homes: &[Vec<String>]) -> Self {
        let mut names = Self::default();
        let is_free = |name: &str| !defined.contains(name) && !THROUGH_MODULE.contains(&name);
        let mut through_module = Vec::new();
        for path in found.into_iter().rev() {
            let is_own = homes
                .iter()
                .any(|home| Some(home.as_slice()) == path.module());
            let is_defined = is_own && defined.contains(path.name());
            let is_direct = path.kind == Kind::Direct && is_free(path.name());
            if is_defined || (is_direct && names.import(&path.segments)) {
                let dropped = path.segments.len() - 1;
                names.dropped.insert(path, dropped);
            } else {
                through_module.push(path);
            }
        }
        for path in through_module.into_iter().rev() {
            let Some(module) = path.module() else {
                continue;
            };
            if module.last().is_some_and(|name| is_free(name)) && names.import(module) {
                names.dropped.insert(path.clone(), module.len() - 1);
            }
        }
        names
    }

    /// Whether `path` is imported now, or was already.
    fn import(&mut self, path: &[String]) -> bool {
        let name = path.last().cloned().unwrap_or_default();
        self.imported.entry(name).or_insert_with(|| path.to_vec()) == path
    }

    /// The `use` lines: sorted, those of one module in one line.
    fn uses(&self) -> TokenStream {
        let mut modules: BTreeMap<(usize, &[String]), Vec<&str>> = BTreeMap::new();
        let is_opened = |path: &[String]| {
            self.imported
                .values()
                .any(|other| path == &other[..other.len() - 1])
        };
        for path in self.imported.values() {
            let origin = ORIGINS
                .iter()
                .position(|origin| *origin == path[0])
                .unwrap_or_default();
            if is_opened(path) {
                modules.entry((origin, path)).or_default().insert(0, "self");
            } else if let Some((name, module)) = path.split_last() {
                modules.entry((origin, module)).or_default().push(name);
            }
        }
        let mut lines = TokenStream::new();
        for ((_, module), names) in modules {
            let module = module.iter().map(|segment| super::ident(segment));
            let names = names.into_iter().map(super::ident);
            let names = match names.len() {
                1 => quote! { #(#names)* },
                _ => quote! { { #(#names),* } },
            };
            lines.extend(quote! { use #(#module)::*::#names; });
        }
        lines
    }
}

/// A piece of a token stream.
enum Piece {
    /// A path that may be shortened, and its identifiers.
    Path(Path, Vec<Ident>),
    /// Tokens between paths.
    Other(Vec<TokenTree>),
}

/// Cuts a stream at its paths; what is inside groups stays there.
fn pieces(tokens: TokenStream) -> Vec<Piece> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut pieces = Vec::new();
    let mut other = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let mut end = at + 1;
        if let TokenTree::Ident(ident) = token {
            if ident == "use" {
                let rest = tokens[at..].iter();
                end = at + rest.take_while(|token| !is_punct(token, ';')).count();
            } else if ORIGINS.iter().any(|origin| ident == origin) && !continues(&tokens[..at]) {
                let idents = path_from(&tokens[at..]);
                let behind = at + 3 * idents.len() - 2;
                let is_macro = tokens.get(behind).is_some_and(|token| is_punct(token, '!'));
                if let Some(path) = path(&idents, is_macro) {
                    pieces.push(Piece::Other(std::mem::take(&mut other)));
                    pieces.push(Piece::Path(path, idents));
                    at = behind;
                    continue;
                }
            }
        }
        other.extend_from_slice(&tokens[at..end]);
        at = end;
    }
    pieces.push(Piece::Other(other));
    pieces
}

/// Whether an identifier behind `tokens` continues a path (`a::std`, `::std`) or a field access instead of beginning a path.
fn continues(tokens: &[TokenTree]) -> bool {
    match tokens {
        [.., before, last] if is_punct(last, ':') => is_punct(before, ':'),
        [.., last] => is_punct(last, '.'),
        [] => false,
    }
}

/// The identifiers of the path that `tokens` begin with.
fn path_from(tokens: &[TokenTree]) -> Vec<Ident> {
    let mut idents = Vec::new();
    for step in tokens.chunks(3) {
        let Some(TokenTree::Ident(ident)) = step.first() else {
            break;
        };
        idents.push(ident.clone());
        if step.len() < 3 || !is_punct(&step[1], ':') || !is_punct(&step[2], ':') {
            break;
        }
    }
    idents
}

/// What of a path can be imported: up to the first name with a capital letter, or else all of it.
fn path(idents: &[Ident], is_macro: bool) -> Option<Path> {
    let segments: Vec<String> = idents.iter().map(ToString::to_string).collect();
    let origin = ORIGINS
        .iter()
        .position(|origin| segments.first().is_some_and(|first| first == origin))?;
    let item = segments
        .iter()
        .position(|segment| segment.contains(char::is_uppercase));
    let length = item.map_or(segments.len(), |item| item + 1);
    let is_data = segments
        .get(..2)
        .is_some_and(|path| path == ["crate", "schema"]);
    let kind = match item {
        None if !is_macro => Kind::ThroughModule,
        _ if is_data => Kind::ThroughModule,
        _ => Kind::Direct,
    };
    (length > 1).then(|| Path {
        origin,
        segments: segments[..length].to_vec(),
        kind,
    })
}

fn is_punct(token: &TokenTree, char: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == char)
}

fn collect(tokens: TokenStream, found: &mut BTreeSet<Path>) {
    for piece in pieces(tokens) {
        match piece {
            Piece::Path(path, _) => {
                found.insert(path);
            }
            Piece::Other(tokens) => {
                for token in tokens {
                    if let TokenTree::Group(group) = token {
                        collect(group.stream(), found);
                    }
                }
            }
        }
    }
}

fn rewrite(tokens: TokenStream, names: &Names) -> TokenStream {
    let mut rewritten = TokenStream::new();
    for piece in pieces(tokens) {
        match piece {
            Piece::Path(path, idents) => {
                let shown = idents
                    .iter()
                    .skip(names.dropped.get(&path).copied().unwrap_or_default());
                rewritten.extend(quote! { #(#shown)::* });
            }
            Piece::Other(tokens) => {
                for token in tokens {
                    match token {
                        TokenTree::Group(group) => {
                            let inner = rewrite(group.stream(), names);
                            Group::new(group.delimiter(), inner).to_tokens(&mut rewritten);
                        }
                        token => token.to_tokens(&mut rewritten),
                    }
                }
            }
        }
    }
    rewritten
}

/// The modules in which the items of a file are found: its own, and the one that re-exports what is in it.
fn homes(path: &str) -> [Vec<String>; 2] {
    let path = path.strip_prefix("src/").unwrap_or(path);
    let path = path.strip_suffix(".rs").unwrap_or(path);
    let own: Vec<String> = std::iter::once("crate")
        .chain(path.split('/'))
        .map(str::to_owned)
        .collect();
    let parent = own[..own.len() - 1].to_vec();
    [own, parent]
}

/// The names that the items themselves define or re-export.
fn defined(items: &[TokenStream]) -> BTreeSet<String> {
    const KEYWORDS: [&str; 9] = [
        "struct", "enum", "union", "trait", "type", "static", "const", "fn", "mod",
    ];
    let mut names = BTreeSet::new();
    for item in items {
        let tokens: Vec<TokenTree> = item.clone().into_iter().collect();
        for pair in tokens.windows(2) {
            if let [TokenTree::Ident(keyword), TokenTree::Ident(name)] = pair
                && KEYWORDS.iter().any(|known| keyword == known)
            {
                names.insert(name.to_string());
            }
        }
        let mut uses = tokens.split(|token| is_punct(token, ';'));
        uses.by_ref()
            .filter(|tokens| {
                tokens
                    .iter()
                    .any(|token| matches!(token, TokenTree::Ident(ident) if *ident == "use"))
            })
            .for_each(|tokens| re_exported(tokens, &mut names));
    }
    names
}

/// The last name of each path of a `use` line.
fn re_exported(tokens: &[TokenTree], names: &mut BTreeSet<String>) {
    for path in tokens.split(|token| is_punct(token, ',')) {
        match path.last() {
            Some(TokenTree::Ident(name)) => {
                names.insert(name.to_string());
            }
            Some(TokenTree::Group(group)) => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                re_exported(&inner, names);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shortened(items: TokenStream) -> (String, String) {
        let (uses, items) = shorten("src/types/thing.rs", vec![items]);
        let text = |tokens: TokenStream| tokens.to_string().replace(" :: ", "::");
        (text(uses), text(items.into_iter().collect()))
    }

    #[test]
    fn types_are_imported_and_functions_keep_their_module() {
        let (uses, items) = shortened(quote! {
            fn f(a: std::collections::HashMap<crate::types::B, tinsmith::Blob>) {
                tinsmith::generated::pairs(crate::types::A::new(), &crate::schema::KEY)
            }
        });
        assert_eq!(
            uses,
            "use std::collections::HashMap ; \
             use tinsmith::{ Blob , generated } ; \
             use crate::schema ; use crate::types::{ A , B } ;"
        );
        assert_eq!(
            items,
            "fn f (a : HashMap < B , Blob >) { generated::pairs (A::new () , & schema::KEY) }"
        );
    }

    #[test]
    fn a_name_that_is_taken_keeps_its_module() {
        let (uses, items) = shortened(quote! {
            pub struct Member(tinsmith::generated::Member, crate::types::Schema, tinsmith::generated::Schema);
        });
        assert_eq!(uses, "use tinsmith::generated ; use crate::types::Schema ;");
        assert_eq!(
            items,
            "pub struct Member (generated::Member , Schema , generated::Schema) ;"
        );
    }

    #[test]
    fn what_the_file_defines_needs_no_path() {
        let (uses, items) =
            shortened(quote! { pub struct Thing(Box<crate::types::Thing>, crate::error::Thing); });
        assert_eq!(uses, "use crate::error ;");
        assert_eq!(items, "pub struct Thing (Box < Thing > , error::Thing) ;");
    }

    #[test]
    fn the_prelude_is_never_hidden() {
        let (uses, items) = shortened(quote! { fn f() -> std::fmt::Result; });
        assert_eq!(
            (uses.as_str(), items.as_str()),
            ("use std::fmt ;", "fn f () -> fmt::Result ;")
        );
    }

    #[test]
    fn macros_are_imported_and_other_paths_left_alone() {
        let (uses, items) = shortened(quote! {
            tinsmith::generated::structure!(A);
            pub use crate::types::A;
            pub(crate) fn f() { ::tinsmith::B; self.std; a::std::c; }
        });
        assert_eq!(uses, "use tinsmith::generated::structure ;");
        assert_eq!(
            items,
            "structure ! (A) ; pub use crate::types::A ; pub (crate) fn f () { ::tinsmith::B ; self . std ; a::std::c ; }"
                .replace(" ::tinsmith", "::tinsmith")
        );
    }
}
