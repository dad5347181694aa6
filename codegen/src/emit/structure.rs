//! Structures: the struct, its constructor and setters, and how it is visited.
//!
//! In: a [`Structure`]. Out: its file, or its items where several types share a file (the input and output of an
//! operation, an error).

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::{alias, code, deprecated, doc, docs};
use super::member::Statics;
use super::{File, ident, literal, rust_file, types};
use crate::rust::{Field, MemberSchema, Structure, Type};

/// The file of a structure of the module `types`.
pub(super) fn file(structure: &Structure) -> File {
    rust_file(
        format!("src/types/{}.rs", structure.file),
        TokenStream::new(),
        items(
            structure,
            &Statics::own(),
            TokenStream::new(),
            &modelled(structure),
        ),
    )
}

/// What is said of a structure of which the model says nothing.
pub(super) fn modelled(structure: &Structure) -> String {
    format!("{} of the model.", code(&structure.modelled))
}

/// All items of a structure. `otherwise` is said of one of which the model says nothing, and the table of its members gets
/// the `visibility`.
pub(super) fn items(
    structure: &Structure,
    statics: &Statics,
    visibility: TokenStream,
    otherwise: &str,
) -> Vec<TokenStream> {
    let members: Vec<MemberSchema> = structure.fields.iter().map(in_document).collect();
    vec![
        definition(structure, otherwise),
        constructors(structure),
        default(structure),
        debug(structure),
        visits(
            structure,
            statics,
            statics.definition(visibility, members.iter()),
        ),
    ]
}

/// What is said of a member to whoever reads documents. No document holds a stream, so none can lack one.
fn in_document(field: &Field) -> MemberSchema {
    let mut schema = field.schema.clone();
    schema.required &= field.ty != Type::ByteStream;
    schema
}

fn definition(structure: &Structure, otherwise: &str) -> TokenStream {
    let name = ident(&structure.path.name);
    let docs = docs(&structure.docs, || otherwise.to_owned());
    let alias = alias(&structure.modelled, &structure.path.name);
    let deprecated = deprecated(structure.deprecated.as_ref());
    let derives = [
        ("Clone", structure.cloneable),
        ("Debug", !structure.sensitive),
        ("Default", derives_default(structure)),
        ("PartialEq", structure.comparable),
    ];
    let derives = derives
        .iter()
        .filter(|(_, derived)| *derived)
        .map(|(name, _)| ident(name));
    let fields = structure.fields.iter().map(field);
    quote! {
        #docs
        #alias
        #deprecated
        #[derive(#(#derives),*)]
        #[non_exhaustive]
        pub struct #name { #(#fields),* }
    }
}

fn field(field: &Field) -> TokenStream {
    let name = ident(&field.name);
    let docs = docs(&field.docs, || {
        format!("The member {}.", code(&field.schema.name))
    });
    let deprecated = deprecated(field.deprecated.as_ref());
    let ty = types::field(field);
    quote! { #docs #deprecated pub #name: #ty }
}

/// `new` and the setters.
fn constructors(structure: &Structure) -> TokenStream {
    let name = ident(&structure.path.name);
    let new = new(structure);
    let setters = structure.fields.iter().map(setter);
    quote! {
        impl #name {
            #new
            #(#setters)*
        }
    }
}

fn new(structure: &Structure) -> TokenStream {
    let name = &structure.path.name;
    if structure.has_default() {
        let doc = doc(&format!("A `{name}` with nothing set."));
        return quote! { #doc pub fn new() -> Self { Self::default() } };
    }
    let order = match structure.arguments().len() {
        1 => "its required member",
        _ => "its required members, in alphabetical order",
    };
    let doc = doc(&format!("A `{name}` with {order}."));
    let required = structure.arguments();
    let parameters = required.iter().map(|field| {
        let (name, ty) = (ident(&field.name), types::parameter(&field.ty));
        quote! { #name: #ty }
    });
    let values = structure.fields.iter().map(|field| {
        let name = ident(&field.name);
        initial(field, || types::converted(&field.ty, quote! { #name }))
    });
    let allow = (required.len() > 7).then(|| quote! { #[allow(clippy::too_many_arguments)] });
    quote! {
        #doc
        #allow
        pub fn new(#(#parameters),*) -> Self { Self { #(#values),* } }
    }
}

/// `name: value` of a new structure; `given` is the value of a required field.
fn initial(field: &Field, given: impl FnOnce() -> TokenStream) -> TokenStream {
    let name = ident(&field.name);
    let value = match &field.default {
        _ if field.optional => quote! { None },
        Some(default) => literal::expression(default, &field.ty),
        None => given(),
    };
    if name == value.to_string() {
        quote! { #name }
    } else {
        quote! { #name: #value }
    }
}

/// A chainable setter. It has no docs: those of the field say what it sets.
fn setter(field: &Field) -> TokenStream {
    let (setter, name) = (ident(&field.setter), ident(&field.name));
    let deprecated = deprecated(field.deprecated.as_ref());
    let parameter = types::parameter(&field.ty);
    let value = types::converted(&field.ty, quote! { value });
    let value = if field.optional {
        quote! { Some(#value) }
    } else {
        value
    };
    quote! {
        #deprecated
        pub fn #setter(mut self, value: #parameter) -> Self {
            self.#name = #value;
            self
        }
    }
}

/// Whether `Default` can be derived: every default is what Rust takes as one.
fn derives_default(structure: &Structure) -> bool {
    structure.has_default()
        && structure.fields.iter().all(|field| {
            let default = field.default.as_ref();
            field.optional || default.is_some_and(|default| literal::is_zero(default, &field.ty))
        })
}

/// `Default`, where it cannot be derived.
fn default(structure: &Structure) -> TokenStream {
    if !structure.has_default() || derives_default(structure) {
        return TokenStream::new();
    }
    let name = ident(&structure.path.name);
    let values = structure
        .fields
        .iter()
        .map(|field| initial(field, TokenStream::new));
    quote! {
        impl Default for #name {
            fn default() -> Self { Self { #(#values),* } }
        }
    }
}

/// `Debug` that hides what is sensitive: some fields, or the structure as a whole.
fn debug(structure: &Structure) -> TokenStream {
    if !structure.sensitive {
        return TokenStream::new();
    }
    let (name, text) = (ident(&structure.path.name), &structure.path.name);
    let body = if structure.fields.iter().any(|field| field.sensitive) {
        let fields = structure.fields.iter().map(|field| {
            let (name, text) = (ident(&field.name), field.name.trim_start_matches("r#"));
            let shown = if field.sensitive {
                quote! { &tinsmith::generated::Redacted }
            } else {
                quote! { &self.#name }
            };
            quote! { .field(#text, #shown) }
        });
        quote! { f.debug_struct(#text) #(#fields)*.finish() }
    } else {
        quote! { f.debug_tuple(#text).field(&tinsmith::generated::Redacted).finish() }
    };
    quote! {
        impl std::fmt::Debug for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { #body }
        }
    }
}

/// How codecs and the validator visit the structure, by the `table` of its members.
fn visits(structure: &Structure, statics: &Statics, table: TokenStream) -> TokenStream {
    let name = ident(&structure.path.name);
    let schema = statics.schema(&structure.modelled);
    let encode = encode(structure, statics);
    let decode = decode(structure, statics);
    let placeholder = placeholder(structure).map(|placeholder| quote! { , #placeholder });
    // An error has a macro of its own, which says so too.
    let macros = structure.error.is_none().then(|| {
        quote! { tinsmith::generated::structure!(#name #placeholder); }
    });
    quote! {
        #table
        impl tinsmith::generated::Structure for #name {
            #schema
            #encode
            #decode
        }
        #macros
    }
}

/// What the macro must be told of a structure that cannot be made of nothing.
pub(super) fn placeholder(structure: &Structure) -> Option<TokenStream> {
    let values = structure.arguments().into_iter();
    let values = values.map(|field| types::placeholder(&field.ty));
    (!structure.has_default()).then(|| quote! { Self::new(#(#values),*) })
}

/// The fields that a document can hold, and their indices: all but streams.
fn visited(structure: &Structure) -> impl Iterator<Item = (usize, &Field)> {
    structure
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| field.ty != Type::ByteStream)
}

fn encode(structure: &Structure, statics: &Statics) -> TokenStream {
    let last = visited(structure).last().map(|(index, _)| index);
    let lines = visited(structure).map(|(index, field)| {
        let (name, member) = (ident(&field.name), statics.member(index));
        let end = (Some(index) != last).then(|| quote! { ?; });
        quote! { to.member(#member, &self.#name) #end }
    });
    let (to, nothing) = match last {
        Some(_) => (quote! { to }, TokenStream::new()),
        None => (quote! { _ }, quote! { Ok(()) }),
    };
    quote! {
        fn encode<W: tinsmith::generated::Writer>(&self, #to: &mut W) -> Result<(), W::Error> {
            #(#lines)*
            #nothing
        }
    }
}

fn decode(structure: &Structure, statics: &Statics) -> TokenStream {
    let arms: Vec<TokenStream> = visited(structure)
        .map(|(index, field)| arm(index, read(field, &statics.member(index))))
        .collect();
    let each = if arms.is_empty() {
        quote! { |_: &mut Self, _, from| from.skip() }
    } else {
        quote! {
            |value: &mut Self, index, from| match index {
                #(#arms,)*
                _ => from.skip(),
            }
        }
    };
    let filled = quote! { from.fill(#each) };
    let defaults: Vec<TokenStream> = visited(structure)
        .filter_map(|(_, field)| {
            let (name, default) = (ident(&field.name), field.default.as_ref()?);
            field
                .filled
                .then(|| literal::filled(quote! { value.#name }, default, &field.ty))
        })
        .collect();
    let body = if defaults.is_empty() {
        filled
    } else {
        quote! {
            let mut value = #filled?;
            #(#defaults)*
            Ok(value)
        }
    };
    quote! {
        fn decode<R: tinsmith::generated::Reader>(from: &mut R) -> Result<Self, R::Error> {
            #body
        }
    }
}

/// The call that reads a field.
fn read(field: &Field, member: &TokenStream) -> TokenStream {
    let name = ident(&field.name);
    match &field.default {
        Some(default) if !field.optional && !literal::is_zero(default, &field.ty) => {
            let default = literal::expression(default, &field.ty);
            quote! { from.member_or(#member, &mut value.#name, || #default) }
        }
        _ => quote! { from.member(#member, &mut value.#name) },
    }
}

/// An arm of a `match` on a member's index.
pub(super) fn arm(index: usize, body: TokenStream) -> TokenStream {
    let index = proc_macro2::Literal::usize_unsuffixed(index);
    quote! { #index => #body }
}
