//! Whether what was generated holds a payload as data.
//!
//! In: the files of a crate. Out: a panic that says where they are more than they should be. Never generates.

use std::collections::BTreeMap;

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::visit_mut::VisitMut;
use syn::{AttrStyle, Attribute, ImplItem, Item, Macro, TraitItem};
use tinsmith_codegen::Files;

use crate::payloads::MARKERS;

/// What is written whatever a payload says.
pub(crate) struct Skeleton {
    /// The words of each file's code, sorted: what is neither a literal nor a comment. Their order may be that of texts, and
    /// punctuation depends on where lines are broken.
    pub(crate) words: BTreeMap<String, Vec<String>>,
    /// How many items, members of items, macros and attributes of each kind all files have.
    pub(crate) items: BTreeMap<String, usize>,
    /// The keys of the manifest's tables.
    manifest: BTreeMap<String, Vec<String>>,
}

impl Skeleton {
    /// The skeleton of a crate, once nothing in it is found wrong.
    pub(crate) fn of(case: &str, files: &Files) -> Self {
        let mut items = Items::default();
        let examples = check_files(case, files);
        items.0.insert("example in the README".to_owned(), examples);
        let mut words = BTreeMap::new();
        for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".rs")) {
            let mut file = syn::parse_file(text).expect("Rust, as was found");
            items.visit_file(&file);
            Undocumented.visit_file_mut(&mut file);
            let mut of_file = Vec::new();
            collect(quote::ToTokens::into_token_stream(file), &mut of_file);
            of_file.sort_unstable();
            words.insert(path.to_owned(), of_file);
        }
        let manifest = files.get("Cargo.toml").map(keys).unwrap_or_default();
        Self {
            words,
            items: items.0,
            manifest,
        }
    }

    /// What this has and the other has not, as text; empty where they are alike.
    pub(crate) fn differences(&self, expected: &Self, by_words: bool) -> String {
        let mut told = String::new();
        if self.manifest != expected.manifest {
            told.push_str(&format!("keys of the manifest: {:?}\n", self.manifest));
        }
        for (kind, count) in &self.items {
            let usual = expected.items.get(kind).copied().unwrap_or(0);
            // what cannot be named may be left out
            if *count > usual || by_words && *count != usual {
                told.push_str(&format!("{kind}: {count}, not {usual}\n"));
            }
        }
        if by_words && self.words != expected.words {
            for (path, words) in &self.words {
                let usual = expected.words.get(path);
                if usual != Some(words) {
                    let usual = usual.map_or(&[][..], Vec::as_slice);
                    let more: Vec<&String> =
                        words.iter().filter(|it| !usual.contains(it)).collect();
                    told.push_str(&format!(
                        "{path} has {} words, not {}; new are {more:?}\n",
                        words.len(),
                        usual.len()
                    ));
                }
            }
        }
        told
    }
}

fn collect(tokens: TokenStream, words: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => collect(group.stream(), words),
            TokenTree::Ident(ident) => words.push(ident.to_string()),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// Takes documentation away, of which there may be any number of lines.
struct Undocumented;

impl VisitMut for Undocumented {
    fn visit_attributes_mut(&mut self, attributes: &mut Vec<Attribute>) {
        attributes.retain(|attribute| !attribute.path().is_ident("doc"));
    }
}

/// Counts.
#[derive(Default)]
struct Items(BTreeMap<String, usize>);

impl Items {
    fn add(&mut self, kind: impl Into<String>) {
        *self.0.entry(kind.into()).or_insert(0) += 1;
    }
}

impl<'a> Visit<'a> for Items {
    fn visit_item(&mut self, item: &'a Item) {
        match item {
            Item::Const(_) => self.add("const"),
            Item::Enum(item) => self.add(format!("enum of {}", item.variants.len())),
            Item::ExternCrate(_) => self.add("extern crate"),
            Item::Fn(_) => self.add("fn"),
            Item::ForeignMod(_) => self.add("extern"),
            Item::Impl(_) => self.add("impl"),
            Item::Macro(_) => self.add("macro item"),
            Item::Mod(_) => self.add("mod"),
            Item::Static(_) => self.add("static"),
            Item::Struct(item) => self.add(format!("struct of {}", item.fields.len())),
            Item::Trait(_) => self.add("trait"),
            Item::Type(_) => self.add("type"),
            Item::Union(_) => self.add("union"),
            // as many as names ask for
            Item::Use(_) => {}
            _ => self.add("other"),
        }
        visit::visit_item(self, item);
    }

    fn visit_impl_item(&mut self, item: &'a ImplItem) {
        self.add("member of an impl");
        visit::visit_impl_item(self, item);
    }

    fn visit_trait_item(&mut self, item: &'a TraitItem) {
        self.add("member of a trait");
        visit::visit_trait_item(self, item);
    }

    fn visit_macro(&mut self, item: &'a Macro) {
        let name = item.path.segments.last().map(|it| it.ident.to_string());
        self.add(format!("{}!", name.unwrap_or_default()));
    }

    fn visit_attribute(&mut self, attribute: &'a Attribute) {
        let name = attribute
            .path()
            .segments
            .last()
            .map(|it| it.ident.to_string());
        // any number of lines
        if let Some(name) = name.filter(|name| name != "doc") {
            self.add(format!("#[{name}]"));
        }
    }
}

/// The keys of the manifest, and of the tables in it that no name of a file is a key of.
fn keys(text: &str) -> BTreeMap<String, Vec<String>> {
    let table = toml::de::DeTable::parse(text).expect("TOML, as was found");
    let keys = |table: &toml::de::DeTable<'_>| -> Vec<String> {
        table.keys().map(|key| key.get_ref().to_string()).collect()
    };
    let mut found = BTreeMap::from([(String::new(), keys(table.get_ref()))]);
    for (name, part) in table.get_ref() {
        let part = part.get_ref().as_table().map(keys).unwrap_or_default();
        found.insert(name.get_ref().to_string(), part);
    }
    found
}

/// Looks at each file by itself; returns the number of examples in the README.
fn check_files(case: &str, files: &Files) -> usize {
    let mut examples = 0;
    for (path, text) in files.iter() {
        let at = format!("{case}: {path}");
        assert_plain(case, path, text);
        assert!(
            path.chars()
                .all(|c| c.is_alphanumeric() || "_-./".contains(c))
                && !path.contains(".."),
            "{at}: no path for a file"
        );
        match path.rsplit('.').next() {
            Some("rs") => check_rust(&at, text),
            Some("toml") => {
                let parsed = toml::de::DeTable::parse(text);
                parsed.unwrap_or_else(|error| panic!("{at}: {error}"));
            }
            Some("md") => examples += check_readme(&at, text),
            _ => {}
        }
    }
    examples
}

/// No character that hides or turns text around, neither in files nor in messages.
pub(crate) fn assert_plain(case: &str, what: &str, text: &str) {
    let hidden = text.chars().find(|&c| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    });
    assert_eq!(hidden, None, "{case}: {what}");
}

fn check_rust(at: &str, text: &str) {
    let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{at}: {error}\n{text}"));
    for attribute in &file.attrs {
        assert!(
            is_expected_inside(attribute),
            "{at}: an attribute of the file that nobody wrote"
        );
    }
    let tokens: TokenStream = text.parse().unwrap_or_else(|error| panic!("{at}: {error}"));
    check_tokens(at, tokens);
}

fn is_expected_inside(attribute: &Attribute) -> bool {
    matches!(attribute.style, AttrStyle::Inner(_))
        && ["doc", "cfg_attr", "forbid", "allow"]
            .iter()
            .any(|name| attribute.path().is_ident(name))
}

/// Literals and docs may say anything; nothing else may.
fn check_tokens(at: &str, tokens: TokenStream) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => check_tokens(at, group.stream()),
            TokenTree::Ident(ident) => {
                assert!(
                    !MARKERS.iter().any(|marker| ident == marker),
                    "{at}: `{ident}` is code"
                );
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// The code of the README is checked like any other; around it nothing may open or close a block or a comment.
/// Returns how much code there is.
fn check_readme(at: &str, text: &str) -> usize {
    let (header, text) = text.split_once('\n').expect("a header");
    assert!(
        header.ends_with("-->") && header.matches("-->").count() == 1,
        "{at}: {header}"
    );
    // the fence that ends the block at hand, and what is in it if that is Rust
    let mut open: Option<(String, Option<String>)> = None;
    let mut blocks = 0;
    for line in text.lines() {
        match &mut open {
            Some((fence, rust)) if line == fence => {
                if let Some(rust) = rust {
                    check_rust(at, rust);
                    blocks += 1;
                }
                open = None;
            }
            Some((_, rust)) => rust.iter_mut().for_each(|rust| rust.extend([line, "\n"])),
            None if line.starts_with("```") => {
                let info = line.trim_start_matches('`');
                let fence = line[..line.len() - info.len()].to_owned();
                // what a model shows as code is text, whatever it says it is
                assert!(
                    ["rust,no_run", "text", "mermaid"].contains(&info),
                    "{at}: a block of its own\n{text}"
                );
                open = Some((fence, (info == "rust,no_run").then(String::new)));
            }
            None => {
                assert!(
                    !line.starts_with('[') || !line.contains("]:"),
                    "{at}: a link of its own\n{text}"
                );
                let bare = bare(line);
                assert!(
                    !bare.contains("-->") && !opens_html(&bare),
                    "{at}: HTML in {bare}"
                );
            }
        }
    }
    assert!(open.is_none(), "{at}: a block is open\n{text}");
    blocks
}

/// Whether a tag, a comment or a link may begin in a text.
fn opens_html(text: &str) -> bool {
    let mut behind = text.split('<').skip(1);
    behind.any(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c)))
}

/// A line of Markdown without its code spans and without what is escaped.
fn bare(line: &str) -> String {
    let mut bare = String::new();
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let fence = rest.len() - rest.trim_start_matches('`').len();
        rest = match c {
            '`' => {
                let (open, inner) = rest.split_at(fence);
                inner.find(open).map_or(inner, |end| &inner[end + fence..])
            }
            '\\' => rest.get(2..).unwrap_or_default(),
            c => {
                bare.push(c);
                &rest[c.len_utf8()..]
            }
        };
    }
    bare
}
