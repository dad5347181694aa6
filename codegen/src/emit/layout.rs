//! What holds the files together: the crate's root, and the modules that re-export what stands in files of its own.
//!
//! In: the names of files and of what is in them. Out: `lib.rs`, `types.rs`, `error.rs` and `operation.rs`.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::{inner_docs, plain};
use super::{Content, File, ident, lints, rust_file, schema};
use crate::rust::{Crate, Definition, Structure, Type};

/// `mod` and `pub use` lines.
pub(super) struct Modules {
    /// `mod job_execution;`
    pub(super) declarations: TokenStream,
    /// `pub use job_execution::JobExecution;`
    pub(super) reexports: TokenStream,
}

/// The lines for files, each with what it re-exports, in alphabetical order.
pub(super) fn modules<'a>(
    files: impl Iterator<Item = (&'a String, Vec<&'a String>)>,
    visibility: TokenStream,
) -> Modules {
    let mut files: Vec<_> = files.collect();
    files.sort();
    let declarations = files.iter().map(|(file, _)| {
        let file = ident(file);
        quote! { #visibility mod #file; }
    });
    let reexports = files
        .iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(file, names)| {
            let (file, names) = (ident(file), names.iter().map(|name| ident(name)));
            if names.len() == 1 {
                quote! { pub use #file::#(#names)*; }
            } else {
                quote! { pub use #file::{#(#names),*}; }
            }
        });
    Modules {
        declarations: declarations.collect(),
        reexports: reexports.collect(),
    }
}

/// `lib.rs`
pub(super) fn root(krate: &Crate) -> File {
    let title = plain(&krate.title);
    let client = krate
        .client
        .as_ref()
        .map(|_| quote! { #[cfg(feature = "client")] pub mod client; });
    let error = (!krate.errors.is_empty()).then(|| quote! { pub mod error; });
    let operation = (!krate.operations.is_empty()).then(|| quote! { pub mod operation; });
    let schema = (!schema::is_empty(&krate.schema)).then(|| quote! { mod schema; });
    let server = krate
        .server
        .as_ref()
        .map(|_| quote! { #[cfg(feature = "server")] pub mod server; });
    let tests = krate
        .protocol_tests
        .as_ref()
        .map(|_| quote! { #[cfg(test)] mod protocol_tests; });
    let types = quote! { pub mod types; };
    let reexport_client = krate.client.as_ref().map(|_| {
        quote! { #[cfg(feature = "client")] pub use client::Client; }
    });
    let protocol = krate.protocol.as_ref().map(|protocol| {
        let protocol = ident(protocol);
        let sides = match (&krate.client, &krate.server) {
            (Some(_), Some(_)) => quote! { any(feature = "client", feature = "server") },
            (Some(_), None) => quote! { feature = "client" },
            (None, _) => quote! { feature = "server" },
        };
        quote! {
            #[doc = " The protocol that this service speaks."]
            #[cfg(#sides)]
            type Protocol = tinsmith::generated::#protocol;
        }
    });
    let allowed = lints::allowed(krate);
    let docs = root_docs(krate, &title);
    // Its paths stay as they are: an import would have to stand under the same `cfg`.
    let mut groups = vec![
        quote! { #docs #![forbid(unsafe_code)] #allowed },
        quote! { #client #error #operation #tests #schema #server #types },
        quote! { #reexport_client pub use tinsmith::{self, Validate, Violations}; },
    ];
    groups.extend(protocol);
    File {
        path: "src/lib.rs".to_owned(),
        content: Content::Rust(groups),
    }
}

/// The README is the documentation of the crate where its examples compile.
fn root_docs(krate: &Crate, title: &str) -> TokenStream {
    let needed = match (&krate.client, &krate.server) {
        (Some(_), Some(_)) => quote! { all(feature = "transport", feature = "server") },
        (Some(_), None) => quote! { feature = "transport" },
        (None, Some(_)) => quote! { feature = "server" },
        (None, None) => return quote! { #![doc = include_str!("../README.md")] },
    };
    let short =
        format!(" {title}. With all features, this page shows a first call and a first server.");
    quote! {
        #![cfg_attr(#needed, doc = include_str!("../README.md"))]
        #![cfg_attr(not(#needed), doc = #short)]
    }
}

/// `types.rs`
pub(super) fn types(krate: &Crate) -> File {
    let files = krate.types.iter().map(|definition| {
        let (file, path) = match definition {
            Definition::Structure(structure) => (&structure.file, &structure.path),
            Definition::Union(union) => (&union.file, &union.path),
            Definition::Enum(enumeration) => (&enumeration.file, &enumeration.path),
            Definition::IntEnum(enumeration) => (&enumeration.file, &enumeration.path),
        };
        (file, vec![&path.name])
    });
    let modules = modules(files.clone(), TokenStream::new());
    let doc = format!("The types of {}.", plain(&krate.title));
    // The model's own type of a name has it; the runtime's is then named by its path.
    let own: BTreeSet<&str> = files
        .clone()
        .flat_map(|(_, names)| names)
        .map(String::as_str)
        .collect();
    let values: Vec<_> = runtime_types(krate)
        .into_iter()
        .filter(|name| !own.contains(name))
        .map(ident)
        .collect();
    let values = match values.len() {
        0 => TokenStream::new(),
        1 => quote! { pub use tinsmith::#(#values)*; },
        _ => quote! { pub use tinsmith::{#(#values),*}; },
    };
    let items = vec![modules.declarations, values, modules.reexports];
    rust_file("src/types.rs".to_owned(), inner_docs(&[doc]), items)
}

/// `error.rs`, if there are errors.
pub(super) fn errors(krate: &Crate) -> Option<File> {
    let files = krate
        .errors
        .iter()
        .map(|error| (&error.file, vec![&error.path.name]));
    let modules = modules(files, TokenStream::new());
    let doc = format!("The errors of {}.", plain(&krate.title));
    let items = vec![modules.declarations, modules.reexports];
    (!krate.errors.is_empty())
        .then(|| rust_file("src/error.rs".to_owned(), inner_docs(&[doc]), items))
}

/// `operation.rs`, if there are operations.
pub(super) fn operations(krate: &Crate) -> Option<File> {
    let files = krate.operations.iter().map(|operation| {
        let mut names = vec![
            &operation.error.path.name,
            &operation.input.path.name,
            &operation.output.path.name,
        ];
        names.sort();
        (&operation.file, names)
    });
    let visibility = krate
        .protocol
        .as_ref()
        .map_or_else(TokenStream::new, |_| quote! { pub(crate) });
    let modules = modules(files, visibility);
    let doc = format!(
        "Input, output and errors of each operation of {}.",
        plain(&krate.title)
    );
    let items = vec![modules.declarations, modules.reexports];
    (!krate.operations.is_empty())
        .then(|| rust_file("src/operation.rs".to_owned(), inner_docs(&[doc]), items))
}

/// All structures of the crate.
pub(super) fn structures(krate: &Crate) -> impl Iterator<Item = &Structure> {
    let types = krate
        .types
        .iter()
        .filter_map(|definition| match definition {
            Definition::Structure(structure) => Some(structure),
            _ => None,
        });
    let messages = krate
        .operations
        .iter()
        .flat_map(|operation| [&operation.input, &operation.output]);
    types.chain(&krate.errors).chain(messages)
}

/// The runtime's types that fields have.
fn runtime_types(krate: &Crate) -> BTreeSet<&'static str> {
    let mut found = BTreeSet::new();
    let fields =
        structures(krate).flat_map(|structure| structure.fields.iter().map(|field| &field.ty));
    let variants = krate.types.iter().flat_map(|definition| match definition {
        Definition::Union(union) => union.variants.as_slice(),
        _ => &[],
    });
    for ty in fields.chain(variants.filter_map(|variant| variant.ty.as_ref())) {
        find_runtime_types(ty, &mut found);
    }
    found
}

fn find_runtime_types(ty: &Type, found: &mut BTreeSet<&'static str>) {
    let name = match ty {
        Type::Blob => "Blob",
        Type::Timestamp => "Timestamp",
        Type::Document => "Document",
        Type::BigInteger => "BigInteger",
        Type::BigDecimal => "BigDecimal",
        Type::ByteStream => "ByteStream",
        Type::Vec(ty) | Type::Option(ty) | Type::Boxed(ty) => return find_runtime_types(ty, found),
        Type::Map(key, value) => {
            find_runtime_types(key, found);
            return find_runtime_types(value, found);
        }
        _ => return,
    };
    found.insert(name);
}
