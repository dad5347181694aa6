//! The module `server`: the trait that implementors write, and what leads a request to its method.
//!
//! In: a [`Crate`] that has a server. Out: the file of the module.

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::{beginning, deprecated, doc, docs, inner_docs, plain};
use super::{File, ident, layout, routes, rust_file, types};
use crate::rust::{Crate, Operation, Server};

/// The file of the module.
pub(super) fn file(krate: &Crate, server: &Server) -> File {
    let bindings = krate
        .operations
        .iter()
        .map(|operation| (&operation.file, Vec::new()));
    let modules = layout::modules(bindings, TokenStream::new());
    let doc = format!(
        "The server: implement [`{}`], then serve a [`Server`] under hyper, axum or Lambda.",
        server.name
    );
    let reexports = quote! { pub use tinsmith::server::Context; };
    let mut items = vec![
        modules.declarations,
        reexports,
        service(server),
        implementor(krate, server),
        operations(krate, server),
    ];
    items.extend(routes::routes(&server.routes));
    rust_file("src/server.rs".to_owned(), inner_docs(&[doc]), items)
}

fn service(server: &Server) -> TokenStream {
    let doc = doc(&format!(
        "A `tower` service that answers for an implementation of [`{}`].",
        server.name
    ));
    quote! {
        #doc
        pub type Server<S> = tinsmith::server::Server<Operations<S>>;
    }
}

/// The trait with a method per operation.
fn implementor(krate: &Crate, server: &Server) -> TokenStream {
    let name = ident(&server.name);
    let doc = doc(&format!("What a server of {} does.", plain(&krate.title)));
    let methods = krate.operations.iter().map(method);
    quote! {
        #doc
        pub trait #name: Send + Sync + 'static {
            #(#methods)*
        }
    }
}

fn method(operation: &Operation) -> TokenStream {
    let method = ident(&operation.method);
    let docs = docs(&beginning(&operation.docs), || {
        format!("Answers `{}`.", operation.modelled)
    });
    let deprecated = deprecated(operation.deprecated.as_ref());
    let (input, output) = (
        types::path(&operation.input.path),
        types::path(&operation.output.path),
    );
    let error = types::path(&operation.error.path);
    quote! {
        #docs
        #deprecated
        fn #method(
            &self,
            input: #input,
            context: Context,
        ) -> impl Future<Output = Result<#output, #error>> + Send {
            tinsmith::generated::server::not_implemented(input, context)
        }
    }
}

/// What calls the method for an operation's number.
fn operations(krate: &Crate, server: &Server) -> TokenStream {
    let name = ident(&server.name);
    let doc = doc("Leads from the number of an operation to the method that implements it.");
    let arms = krate
        .operations
        .iter()
        .enumerate()
        .map(|(number, operation)| {
            let number = proc_macro2::Literal::usize_unsuffixed(number);
            let method = ident(&operation.method);
            quote! { #number => call.run(&self.0, S::#method).await }
        });
    quote! {
        #doc
        #[doc(hidden)]
        #[derive(Debug)]
        pub struct Operations<S>(S);

        impl<S: #name> tinsmith::generated::server::Dispatch for Operations<S> {
            type Implementation = S;
            type Protocol = crate::Protocol;
            const ROUTES: &'static tinsmith::generated::server::Routes = &ROUTES;
            fn new(implementation: S) -> Self { Self(implementation) }
            async fn dispatch(
                &self,
                call: tinsmith::generated::server::Call<crate::Protocol>,
            ) -> tinsmith::http::Response<tinsmith::ByteStream> {
                match call.operation() {
                    #(#arms,)*
                    _ => call.unknown_operation(),
                }
            }
        }
    }
}
