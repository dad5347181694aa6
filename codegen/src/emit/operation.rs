//! Operations: input, output and errors of each.
//!
//! In: an [`Operation`]. Out: its file in the module `operation`, which both sides and users of the types alone share. How
//! it goes over HTTP is not written here.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::attributes::{code, doc, docs, inner_docs};
use super::member::Statics;
use super::{File, ident, rust_file, structure, types};
use crate::rust::{Body, Crate, Definition, ErrorEnum, Field, Operation, Type};

/// The file of an operation's types.
pub(super) fn file(krate: &Crate, operation: &Operation) -> File {
    // Both sides name the members that travel outside a body.
    let visibility = match krate.protocol {
        Some(_) => quote! { pub(crate) },
        None => TokenStream::new(),
    };
    let name = code(&operation.modelled);
    let doc = format!("{name}: its input, its output and its errors.");
    let (input, output) = (
        format!("The input of {name}."),
        format!("The output of {name}."),
    );
    let mut items = structure::items(
        &operation.input,
        &Statics::input(),
        visibility.clone(),
        &input,
    );
    items.extend(structure::items(
        &operation.output,
        &Statics::output(),
        visibility,
        &output,
    ));
    items.extend([error_enum(operation), operation_error(&operation.error)]);
    items.extend(krate.protocol.as_ref().map(|_| facts(krate, operation)));
    rust_file(
        format!("src/operation/{}.rs", operation.file),
        inner_docs(&[doc]),
        items,
    )
}

fn error_enum(operation: &Operation) -> TokenStream {
    let error = &operation.error;
    let (name, other) = (ident(&error.path.name), ident(&error.other));
    let doc = doc(&format!(
        "What {} can fail with.",
        code(&operation.modelled)
    ));
    let variants = error.variants.iter().map(|variant| {
        let (name, ty) = (ident(&variant.name), types::path(&variant.error));
        let docs = docs(&variant.docs, || code(&variant.code));
        quote! { #docs #name(#ty) }
    });
    let doc_other = self::doc("An error that the model does not list for this operation.");
    quote! {
        #doc
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #doc_other
            #other(tinsmith::OtherError),
        }
    }
}

/// What follows from the list of variants.
fn operation_error(error: &ErrorEnum) -> TokenStream {
    let (name, other) = (ident(&error.path.name), ident(&error.other));
    let variants = error.variants.iter().map(|variant| {
        let (name, ty) = (ident(&variant.name), types::path(&variant.error));
        quote! { #name(#ty); }
    });
    quote! {
        tinsmith::generated::operation_error! { #name, #other; #(#variants)* }
    }
}

/// What both sides must know of the operation.
fn facts(krate: &Crate, operation: &Operation) -> TokenStream {
    let (input, output) = (
        ident(&operation.input.path.name),
        ident(&operation.output.path.name),
    );
    let (error, modelled) = (ident(&operation.error.path.name), &operation.modelled);
    // `POST` and 200 go without saying.
    let method = &operation.request.method;
    let method = (!matches!(method.as_str(), "" | "POST")).then(|| quote! { .method(#method) });
    let status = operation.response.status;
    let status = (status != 200).then(|| {
        let status = Literal::u16_unsuffixed(status);
        quote! { .status(#status) }
    });
    let sent = content(krate, &operation.request.body, &operation.input.fields);
    let sent = sent.map(|content| quote! { .input(tinsmith::generated::Content::#content) });
    let received = content(krate, &operation.response.body, &operation.output.fields);
    let received =
        received.map(|content| quote! { .output(tinsmith::generated::Content::#content) });
    let idempotent = operation.idempotent.then(|| quote! { .idempotent() });
    let tree_hash = operation
        .deviations
        .tree_hash
        .then(|| quote! { .tree_hash() });
    let target = operation.target.as_ref();
    let target = target.map(|target| quote! { .target(#target) });
    let query_compatible = operation
        .query_compatible
        .then(|| quote! { .query_compatible() });
    let compressible = operation.compressible.then(|| quote! { .compressible() });
    let checksum = operation
        .checksum_required
        .then(|| quote! { .checksum_required() });
    let readonly = operation.readonly.then(|| quote! { .readonly() });
    let auth = operation.auth.as_deref().map(|schemes| {
        let schemes = super::auth::schemes(schemes);
        quote! { .auth(#schemes) }
    });
    let unsigned = operation
        .unsigned_payload
        .then(|| quote! { .unsigned_payload() });
    quote! {
        impl tinsmith::generated::Operation for #input {
            type Output = #output;
            type Error = #error;
            const OPERATION: &'static tinsmith::generated::OperationSchema =
                &tinsmith::generated::OperationSchema::new(#modelled)
                    #method #target #query_compatible #status #sent #received #idempotent #readonly #compressible #checksum #auth #unsigned #tree_hash;
        }
    }
}

/// What the runtime calls the content of a body.
fn content(krate: &Crate, body: &Body, fields: &[Field]) -> Option<TokenStream> {
    match body {
        Body::None => None,
        Body::Empty => Some(quote! { Empty }),
        Body::Members => Some(quote! { Document }),
        Body::Payload {
            field,
            content_type,
        } => {
            let modelled = content_type.as_deref();
            Some(match &fields.get(*field)?.ty {
                Type::ByteStream => {
                    let content_type = modelled.unwrap_or_default();
                    quote! { Stream(#content_type) }
                }
                Type::Blob => {
                    let content_type = modelled.unwrap_or_default();
                    quote! { Raw(#content_type) }
                }
                ty if *ty == Type::String || is_enum(krate, ty) => {
                    let content_type = modelled.unwrap_or("text/plain");
                    quote! { Raw(#content_type) }
                }
                _ => quote! { Document },
            })
        }
    }
}

fn is_enum(krate: &Crate, ty: &Type) -> bool {
    krate.types.iter().any(|definition| match (definition, ty) {
        (Definition::Enum(enumeration), Type::Named(path)) => enumeration.path == *path,
        _ => false,
    })
}
