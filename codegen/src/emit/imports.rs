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

use std::collections::{BTreeMap, BTreeSet, HashMap};

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, TokenStream, TokenTree};
use quote::quote;

/// Where the paths begin, in the order of their `use` lines.
const ORIGINS: [&str; 3] = ["std", "tinsmith", "crate"];

/// What is always named through its module: `fmt::Result` must not hide the prelude's `Result`, and its siblings keep it
/// company.
const THROUGH_MODULE: [&str; 3] = ["Debug", "Formatter", "Result"];

/// Shortens the paths in `items` of the file at `path`, such as `src/types/thing.rs`. The first answer is the `use` lines.
pub(super) fn shorten(path: &str, items: Vec<TokenStream>) -> (TokenStream, Vec<TokenStream>) {
    let mut defined = BTreeSet::new();
    let mut paths = Paths::default();
    let items: Vec<Vec<Piece>> = items
        .into_iter()
        .map(|item| {
            let tokens: Vec<TokenTree> = item.into_iter().collect();
            define(&tokens, &mut defined);
            pieces(tokens, &mut paths)
        })
        .collect();
    let sorted: BTreeSet<&Path> = paths.found.iter().flatten().collect();
    let names = Names::settle(sorted.into_iter(), &defined, &homes(path));
    let dropped: Vec<usize> = paths
        .found
        .iter()
        .map(|path| names.dropped.get(path.as_ref()?).copied())
        .map(Option::unwrap_or_default)
        .collect();
    let items = items
        .into_iter()
        .map(|pieces| joined(pieces, &dropped))
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
struct Names<'p> {
    /// How many of the first segments are dropped.
    dropped: BTreeMap<&'p Path, usize>,
    /// What is imported, by its name.
    imported: BTreeMap<&'p str, &'p [String]>,
}

impl<'p> Names<'p> {
    /// Decides for each path. This crate's names come first, since they are what a reader looks for. `defined` are the names
    /// of the file's own items, and `homes` the modules in which they are found.
    fn settle(
        found: impl DoubleEndedIterator<Item = &'p Path>,
        defined: &BTreeSet<String>,
        homes: &[Vec<String>],
    ) -> Self {
        let mut names = Self::default();
        let is_free = |name: &str| !defined.contains(name) && !THROUGH_MODULE.contains(&name);
        let mut through_module = Vec::new();
        for path in found.rev() {
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
                names.dropped.insert(path, module.len() - 1);
            }
        }
        names
    }

    /// Whether `path` is imported now, or was already.
    fn import(&mut self, path: &'p [String]) -> bool {
        let name = path.last().map_or("", String::as_str);
        *self.imported.entry(name).or_insert(path) == path
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
    /// A path that may be shortened, by its number, and its identifiers.
    Path(usize, Vec<Ident>),
    /// What is in parentheses, brackets or braces.
    Group(Delimiter, Vec<Piece>),
    /// Any other token.
    Token(TokenTree),
}

/// The paths of a file, each once.
#[derive(Default)]
struct Paths {
    /// By their text, `!` behind that of a macro.
    numbers: HashMap<String, usize>,
    /// By number; none for what cannot be imported.
    found: Vec<Option<Path>>,
    /// The text at hand, kept to be written over.
    text: String,
}

impl Paths {
    /// The number of the path of these identifiers, if it is one that can be imported.
    fn number(&mut self, idents: &[Ident], is_macro: bool) -> Option<usize> {
        self.text.clear();
        for ident in idents {
            self.text.push_str(&ident.to_string());
            self.text.push(':');
        }
        if is_macro {
            self.text.push('!');
        }
        let number = match self.numbers.get(&self.text) {
            Some(number) => *number,
            None => {
                let number = self.found.len();
                self.numbers.insert(self.text.clone(), number);
                self.found.push(path(idents, is_macro));
                number
            }
        };
        self.found[number].as_ref().map(|_| number)
    }
}

/// Cuts a stream at its paths, which get numbers.
fn pieces(tokens: Vec<TokenTree>, paths: &mut Paths) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(tokens.len());
    let mut tokens = tokens.into_iter();
    let mut in_use = false;
    while let Some(token) = tokens.as_slice().first() {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == ';' => in_use = false,
            TokenTree::Ident(ident) if ident == "use" => in_use = true,
            TokenTree::Ident(ident)
                if !in_use
                    && ORIGINS.iter().any(|origin| ident == origin)
                    && !continues(&pieces) =>
            {
                let idents = path_from(tokens.as_slice());
                let length = 3 * idents.len() - 2;
                let behind = tokens.as_slice().get(length);
                let is_macro = behind.is_some_and(|token| is_punct(token, '!'));
                if let Some(number) = paths.number(&idents, is_macro) {
                    pieces.push(Piece::Path(number, idents));
                    tokens.by_ref().take(length).for_each(drop);
                    continue;
                }
            }
            _ => {}
        }
        pieces.extend(tokens.next().map(|token| match token {
            TokenTree::Group(group) if !in_use => {
                let (delimiter, stream) = (group.delimiter(), group.stream());
                // what nobody else holds is not copied
                drop(group);
                Piece::Group(delimiter, self::pieces(stream.into_iter().collect(), paths))
            }
            token => Piece::Token(token),
        }));
    }
    pieces
}

/// Whether an identifier behind `pieces` continues a path (`a::std`, `::std`) or a field access instead of beginning a path.
fn continues(pieces: &[Piece]) -> bool {
    let is = |piece: &Piece, char| matches!(piece, Piece::Token(token) if is_punct(token, char));
    match pieces {
        [.., before, last] if is(last, ':') => is(before, ':'),
        [.., last] => is(last, '.'),
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

/// The stream of these pieces; of each path so many of the first segments are dropped.
fn joined(pieces: Vec<Piece>, dropped: &[usize]) -> TokenStream {
    let mut tokens = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match piece {
            Piece::Path(number, idents) => {
                let shown = idents
                    .into_iter()
                    .skip(dropped.get(number).copied().unwrap_or_default());
                for (at, ident) in shown.enumerate() {
                    if at > 0 {
                        tokens.push(Punct::new(':', Spacing::Joint).into());
                        tokens.push(Punct::new(':', Spacing::Alone).into());
                    }
                    tokens.push(ident.into());
                }
            }
            Piece::Group(delimiter, inner) => {
                tokens.push(Group::new(delimiter, joined(inner, dropped)).into());
            }
            Piece::Token(token) => tokens.push(token),
        }
    }
    tokens.into_iter().collect()
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

/// Adds the names that an item itself defines or re-exports.
fn define(tokens: &[TokenTree], names: &mut BTreeSet<String>) {
    const KEYWORDS: [&str; 9] = [
        "struct", "enum", "union", "trait", "type", "static", "const", "fn", "mod",
    ];
    for pair in tokens.windows(2) {
        if let [TokenTree::Ident(keyword), TokenTree::Ident(name)] = pair
            && KEYWORDS.iter().any(|known| keyword == known)
        {
            names.insert(name.to_string());
        }
    }
    tokens
        .split(|token| is_punct(token, ';'))
        .filter(|tokens| {
            tokens
                .iter()
                .any(|token| matches!(token, TokenTree::Ident(ident) if *ident == "use"))
        })
        .for_each(|tokens| re_exported(tokens, names));
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
