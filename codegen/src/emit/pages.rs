//! Outputs that come in pages: what a client does beside the fluent call.
//!
//! In: an [`Operation`] that has [`Pages`]. Out: methods of the fluent call, and how the input goes from page to page.

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::doc;
use super::{ident, types};
use crate::rust::{MemberPath, Operation, Pages, PathStep};

/// The methods of the fluent call.
pub(super) fn methods(operation: &Operation) -> TokenStream {
    let Some(pages) = &operation.pages else {
        return TokenStream::new();
    };
    let input = types::path(&operation.input.path);
    let pages_doc =
        doc("The pages of the output, from this call on: a stream that sends a request for each.");
    let items_doc = doc("The items of all pages, from this call on.");
    let items = pages.items.as_ref().map(|_| {
        quote! {
            #items_doc
            pub fn items(self) -> tinsmith::client::Items<#input> {
                self.pages().items()
            }
        }
    });
    quote! {
        #pages_doc
        pub fn pages(self) -> tinsmith::client::Pages<#input> {
            self.0.pages()
        }
        #items
    }
}

/// How the input goes from page to page, and what is on one.
pub(super) fn implementations(operation: &Operation) -> TokenStream {
    let Some(pages) = &operation.pages else {
        return TokenStream::new();
    };
    let (input, output) = (
        types::path(&operation.input.path),
        types::path(&operation.output.path),
    );
    let ty = token_type(pages);
    let next = next_token(pages);
    let start = start_at(pages);
    let items = pages.items.as_ref().map(|items| {
        let ty = types::ty(&items.ty);
        let held = owned(&items.from);
        quote! {
            impl tinsmith::generated::client::Itemized for #input {
                type Items = #ty;
                fn items(output: #output) -> Option<#ty> {
                    #held
                }
            }
        }
    });
    quote! {
        impl tinsmith::generated::client::Paginated for #input {
            type Token = #ty;
            fn next_token(output: &#output) -> Option<#ty> {
                #next
            }
            fn start_at(&mut self, token: #ty) {
                #start
            }
        }
        #items
    }
}

/// One token is its type, several are a tuple of which any may be missing.
fn token_type(pages: &Pages) -> TokenStream {
    match pages.tokens.as_slice() {
        [token] => types::ty(&token.ty),
        tokens => {
            let tokens = tokens.iter().map(|token| types::ty(&token.ty));
            quote! { (#(Option<#tokens>),*) }
        }
    }
}

fn next_token(pages: &Pages) -> TokenStream {
    let more = pages.more.as_ref().map(|more| {
        let ends = match borrowed(more) {
            Held::Always(place) => quote! { !#place },
            Held::Perhaps(place) => quote! { #place != Some(&true) },
        };
        quote! { if #ends { return None; } }
    });
    let tokens = pages.tokens.iter().map(|token| {
        let places = token.from.iter().map(|path| {
            let place = match borrowed(path) {
                Held::Always(place) => quote! { Some(&#place) },
                Held::Perhaps(place) => place,
            };
            quote! { tinsmith::generated::client::token(#place) }
        });
        let places: Vec<TokenStream> = places.collect();
        let (first, others) = places
            .split_first()
            .map_or((None, &[][..]), |(first, others)| (Some(first), others));
        quote! { #first #(.or_else(|| #others))* }
    });
    let tokens: Vec<TokenStream> = tokens.collect();
    match tokens.as_slice() {
        [token] => quote! { #more #token },
        tokens => quote! { #more Some((#(#tokens),*)) },
    }
}

fn start_at(pages: &Pages) -> TokenStream {
    if let [token] = pages.tokens.as_slice() {
        let to = ident(&token.to);
        return match token.to_optional {
            true => quote! { self.#to = Some(token); },
            false => quote! { self.#to = token; },
        };
    }
    let starts = pages.tokens.iter().enumerate().map(|(number, token)| {
        let (to, number) = (
            ident(&token.to),
            proc_macro2::Literal::usize_unsuffixed(number),
        );
        match token.to_optional {
            true => quote! { self.#to = token.#number; },
            false => quote! { self.#to = token.#number.unwrap_or_default(); },
        }
    });
    starts.collect()
}

/// What a path leads to.
enum Held {
    /// A place.
    Always(TokenStream),
    /// An `Option` of a reference.
    Perhaps(TokenStream),
}

/// What a path leads to in `output`, borrowed.
fn borrowed(path: &MemberPath) -> Held {
    let mut held = Held::Always(quote! { output });
    for step in &path.0 {
        held = match (held, step) {
            (
                Held::Always(place),
                PathStep::Field {
                    name,
                    optional,
                    boxed,
                },
            ) => {
                let name = ident(name);
                match (optional, boxed) {
                    (true, true) => Held::Perhaps(quote! { #place.#name.as_deref() }),
                    (true, false) => Held::Perhaps(quote! { #place.#name.as_ref() }),
                    (false, _) => Held::Always(quote! { #place.#name }),
                }
            }
            (
                Held::Perhaps(value),
                PathStep::Field {
                    name,
                    optional,
                    boxed,
                },
            ) => {
                let name = ident(name);
                Held::Perhaps(match (optional, boxed) {
                    (true, true) => quote! { #value.and_then(|it| it.#name.as_deref()) },
                    (true, false) => quote! { #value.and_then(|it| it.#name.as_ref()) },
                    (false, true) => quote! { #value.map(|it| &*it.#name) },
                    (false, false) => quote! { #value.map(|it| &it.#name) },
                })
            }
            (Held::Always(place), PathStep::Last) => Held::Perhaps(quote! { #place.last() }),
            (Held::Perhaps(value), PathStep::Last) => {
                Held::Perhaps(quote! { #value.and_then(|it| it.last()) })
            }
        };
    }
    held
}

/// What a path leads to, taken out of `output`: an `Option`.
fn owned(path: &MemberPath) -> TokenStream {
    let mut always = true;
    let mut value = quote! { output };
    for step in &path.0 {
        // Items are behind fields alone.
        let PathStep::Field { name, optional, .. } = step else {
            continue;
        };
        let name = ident(name);
        value = match (always, optional) {
            (true, _) => quote! { #value.#name },
            (false, true) => quote! { #value.and_then(|it| it.#name) },
            (false, false) => quote! { #value.map(|it| it.#name) },
        };
        always &= !optional;
    }
    match always {
        true => quote! { Some(#value) },
        false => value,
    }
}
