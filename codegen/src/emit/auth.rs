//! Schemes of authentication, as the runtime's constants.
//!
//! In: schemes in the model's order. Out: a slice of constants. Which operation has which was decided before.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::AuthScheme;

/// The slice.
pub(super) fn schemes(schemes: &[AuthScheme]) -> TokenStream {
    let schemes = schemes.iter().map(|scheme| match scheme {
        AuthScheme::None => quote! { tinsmith::generated::AuthScheme::None },
        AuthScheme::SigV4 => quote! { tinsmith::generated::AuthScheme::SigV4 },
        AuthScheme::Bearer => quote! { tinsmith::generated::AuthScheme::Bearer },
        AuthScheme::ApiKeyHeader { name, scheme } => quote! {
            tinsmith::generated::AuthScheme::ApiKeyHeader { name: #name, scheme: #scheme }
        },
        AuthScheme::ApiKeyQuery(name) => {
            quote! { tinsmith::generated::AuthScheme::ApiKeyQuery(#name) }
        }
    });
    quote! { &[#(#schemes),*] }
}
