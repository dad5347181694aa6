//! Every path that a source file names, resolved to a module of its crate or to a package.
//!
//! In: a parsed file and the path of its module. Out: what it names outside itself. Macro arguments are read as tokens,
//! but for those of `quote!`: what stands there is code to be generated, and its `crate::` is the generated crate.

use std::fmt;

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{File, Item, ItemUse, Macro, UseTree, Visibility};

/// Something named outside the file's own module.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Named {
    /// A module directly below the root of the same crate (or an item of the root).
    Module(String),
    /// Another package.
    Package(String),
}

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Module(name) => write!(f, "the module `{name}`"),
            Self::Package(name) => write!(f, "the package `{name}`"),
        }
    }
}

/// Macros whose arguments are code to be generated.
const QUOTING: [&str; 3] = ["quote", "quote_spanned", "parse_quote"];

/// What a file names outside its own module. A path that begins with one of `packages` names that package.
pub(crate) fn named_in(file: &File, module: &[String], packages: &[String]) -> Vec<Named> {
    let mut paths = Paths {
        packages,
        module: module.to_vec(),
        found: Vec::new(),
    };
    paths.visit_file(file);
    paths.found
}

/// `pub use` items of a root: the name, and the module that it comes from.
pub(crate) fn re_exports(root: &File) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for item in &root.items {
        if let Item::Use(ItemUse {
            vis: Visibility::Public(_),
            tree,
            ..
        }) = item
        {
            for path in leaves(tree) {
                let path: Vec<_> = path
                    .into_iter()
                    .skip_while(|part| part == "crate" || part == "self")
                    .collect();
                if let (Some(first), Some(last)) = (path.first(), path.last()) {
                    found.push((last.clone(), first.clone()));
                }
            }
        }
    }
    found
}

struct Paths<'p> {
    packages: &'p [String],
    /// The module at hand, inline modules included.
    module: Vec<String>,
    found: Vec<Named>,
}

impl Paths<'_> {
    fn name(&mut self, path: &[String]) {
        let mut at = self.module.clone();
        let mut parts = path.iter();
        let mut inside = false;
        let first = loop {
            match parts.next().map(String::as_str) {
                Some("crate") => {
                    at.clear();
                    inside = true;
                }
                Some("self") => inside = true,
                Some("super") => {
                    at.pop();
                    inside = true;
                }
                other => break other,
            }
        };
        if inside {
            at.extend(first.map(str::to_owned));
            // a file in a folder names its parent's items: still the same module at the top
            self.found.extend(at.first().cloned().map(Named::Module));
        } else if let Some(first) = first
            && path.len() > 1
            && self.packages.iter().any(|package| package == first)
        {
            self.found.push(Named::Package(first.to_owned()));
        }
    }

    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.end(&mut path);
                    }
                    path.push(ident.to_string());
                    colons = 0;
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
                TokenTree::Group(group) => {
                    self.end(&mut path);
                    colons = 0;
                    self.tokens(group.stream());
                }
                TokenTree::Punct(_) => {
                    self.end(&mut path);
                    colons = 0;
                }
                TokenTree::Literal(_) => {
                    self.end(&mut path);
                    colons = 0;
                }
            }
        }
        self.end(&mut path);
    }

    fn end(&mut self, path: &mut Vec<String>) {
        let path = std::mem::take(path);
        if path.len() > 1 {
            self.name(&path);
        }
    }
}

impl<'ast> Visit<'ast> for Paths<'_> {
    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        for path in leaves(&item.tree) {
            self.name(&path);
        }
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        // what tests name is their own affair
        let test = item.attrs.iter().any(|a| {
            a.path().is_ident("cfg") && a.parse_args::<syn::Ident>().is_ok_and(|i| i == "test")
        });
        if !test {
            self.module.push(item.ident.to_string());
            visit::visit_item_mod(self, item);
            self.module.pop();
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let parts: Vec<String> = path.segments.iter().map(|s| s.ident.to_string()).collect();
        self.name(&parts);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.visit_path(&call.path);
        let name = call
            .path
            .segments
            .last()
            .map(|s| s.ident.to_string())
            .unwrap_or_default();
        if !QUOTING.contains(&name.as_str()) {
            self.tokens(call.tokens.clone());
        }
    }
}

/// Every path that a `use` tree imports.
fn leaves(tree: &UseTree) -> Vec<Vec<String>> {
    fn walk(tree: &UseTree, prefix: &[String], found: &mut Vec<Vec<String>>) {
        let with = |name: String| prefix.iter().cloned().chain([name]).collect::<Vec<_>>();
        match tree {
            UseTree::Path(path) => walk(&path.tree, &with(path.ident.to_string()), found),
            UseTree::Name(name) => found.push(with(name.ident.to_string())),
            UseTree::Rename(rename) => found.push(with(rename.ident.to_string())),
            UseTree::Glob(_) => found.push(with("*".to_owned())),
            UseTree::Group(group) => group
                .items
                .iter()
                .for_each(|item| walk(item, prefix, found)),
        }
    }
    let mut found = Vec::new();
    walk(tree, &[], &mut found);
    found
}
