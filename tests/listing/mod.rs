//! The public API of a generated crate, read from its files.
//!
//! In: the folder of generated sources, parsed with syn. Out: the items of the listing that `view::api` prints, made
//! without a look at what `lower` decided.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use quote::ToTokens;
use syn::{
    Expr, ExprMatch, Fields, FnArg, ImplItem, ImplItemFn, Item, Lit, ReturnType, Stmt, TraitItem,
    Visibility,
};

/// Items by module and head line, each with its lines; white space does not count.
pub(crate) type Listing = BTreeMap<String, Vec<String>>;

/// Reads a listing that was printed.
pub(crate) fn parse(text: &str) -> Listing {
    let mut listing = Listing::new();
    let (mut module, mut head) = (String::new(), String::new());
    for line in text.lines() {
        if let Some(lines) = line.strip_prefix("    ") {
            listing
                .entry(head.clone())
                .or_default()
                .push(squeezed(lines));
        } else if let Some(item) = line.strip_prefix("  ") {
            head = format!("{module} {}", squeezed(item));
            listing.entry(head.clone()).or_default();
        } else {
            module = line.to_owned();
        }
    }
    listing
}

/// Reads a folder of generated sources.
pub(crate) fn of(src: &Path) -> Listing {
    let mut listing = Listing::new();
    for module in ["types", "error", "operation", "client", "server"] {
        let mut files = vec![src.join(format!("{module}.rs"))];
        if let Ok(entries) = fs::read_dir(src.join(module)) {
            files.extend(entries.map(|entry| entry.expect("an entry").path()));
        }
        for file in files.iter().filter(|file| file.exists()) {
            let source = fs::read_to_string(file).expect("a generated file");
            let items = syn::parse_file(&source)
                .expect("generated files parse")
                .items;
            add(&mut listing, module, &items);
        }
    }
    listing
}

fn add(listing: &mut Listing, module: &str, items: &[Item]) {
    for item in items {
        let (head, lines) = match item {
            Item::Struct(of)
                if is_public(&of.vis) && !is_hidden(&of.attrs) && of.ident != "Client" =>
            {
                let functions = functions(items, &of.ident.to_string());
                if module == "client" {
                    (
                        format!("struct {} <- Client::{}", of.ident, method(&of.ident)),
                        call(&functions),
                    )
                } else {
                    (
                        format!("struct {}", of.ident),
                        structure(&of.fields, &functions),
                    )
                }
            }
            Item::Enum(of) if is_public(&of.vis) => {
                let functions = functions(items, &of.ident.to_string());
                (
                    format!("enum {}", of.ident),
                    of.variants
                        .iter()
                        .map(|variant| self::variant(variant, &functions))
                        .collect(),
                )
            }
            Item::Trait(of) if is_public(&of.vis) => (
                format!("trait {}", of.ident),
                of.items
                    .iter()
                    .filter_map(|item| match item {
                        TraitItem::Fn(function) => Some(operation(&function.sig)),
                        _ => None,
                    })
                    .collect(),
            ),
            _ => continue,
        };
        listing.insert(
            format!("mod {module} {}", squeezed(&head)),
            lines.iter().map(|line| squeezed(line)).collect(),
        );
    }
}

/// The client's method for a fluent call is named as the file of the call is.
fn method(call: &syn::Ident) -> String {
    let mut method = String::new();
    for letter in call.to_string().chars() {
        if letter.is_uppercase() && !method.is_empty() {
            method.push('_');
        }
        method.extend(letter.to_lowercase());
    }
    method
}

fn structure(fields: &Fields, functions: &[&ImplItemFn]) -> Vec<String> {
    let mut lines = Vec::new();
    let new = functions
        .iter()
        .find(|function| function.sig.ident == "new")
        .expect("a constructor");
    lines.push(format!("new({})", parameters(new).join(", ")));
    for field in fields {
        let name = field.ident.as_ref().expect("a named field").to_string();
        let ty = field.ty.to_token_stream();
        // the setter is the function that assigns the field
        let assigned = format!("self.{name}=");
        let setter = functions
            .iter()
            .find(|function| {
                squeezed(&function.block.to_token_stream().to_string()).contains(&assigned)
            })
            .unwrap_or_else(|| panic!("no setter for {name}"));
        let called = if setter.sig.ident == name {
            String::new()
        } else {
            format!("{} ", setter.sig.ident)
        };
        lines.push(format!(
            "{name}: {ty} <- {called}{}",
            parameters(setter).join(", ")
        ));
    }
    lines
}

fn call(functions: &[&ImplItemFn]) -> Vec<String> {
    let public = functions.iter().filter(|function| is_public(&function.vis));
    public
        .map(|function| {
            let name = &function.sig.ident;
            let returns = &function.sig.output;
            let parameters = parameters(function).join(", ");
            match returns {
                ReturnType::Type(_, ty) if ty.to_token_stream().to_string() != "Self" => {
                    format!("{name}({parameters}) -> {}", ty.to_token_stream())
                }
                _ => format!("{name}({parameters})"),
            }
        })
        .collect()
}

fn variant(variant: &syn::Variant, functions: &[&ImplItemFn]) -> String {
    let held = variant
        .fields
        .iter()
        .map(|field| field.ty.to_token_stream().to_string())
        .next();
    let name = variant.ident.to_string();
    match (held, value(&name, functions)) {
        (Some(ty), _) => format!("{name}({ty})"),
        (None, Some(value)) => format!("{name} = {value}"),
        (None, None) => name,
    }
}

/// The value on the wire, from the arms of `as_str` or `value`.
fn value(variant: &str, functions: &[&ImplItemFn]) -> Option<String> {
    let function = functions
        .iter()
        .find(|f| f.sig.ident == "as_str" || f.sig.ident == "value")?;
    let Some(Stmt::Expr(Expr::Match(ExprMatch { arms, .. }), _)) = function.block.stmts.last()
    else {
        return None;
    };
    arms.iter().find_map(|arm| {
        let named = squeezed(&arm.pat.to_token_stream().to_string()) == format!("Self::{variant}");
        match &*arm.body {
            Expr::Lit(literal) if named => Some(match &literal.lit {
                Lit::Str(text) => format!("{:?}", text.value()),
                other => other.to_token_stream().to_string(),
            }),
            other if named => Some(other.to_token_stream().to_string()),
            _ => None,
        }
    })
}

fn operation(signature: &syn::Signature) -> String {
    let parameters: Vec<String> = signature.inputs.iter().filter_map(parameter).collect();
    let returns = squeezed(&signature.output.to_token_stream().to_string());
    let returns = returns
        .strip_prefix("->implFuture<Output=")
        .and_then(|text| text.strip_suffix(">+Send"));
    let returns = returns
        .expect("a future that can be sent")
        .trim_end_matches(',');
    format!(
        "{}(&self, {}) -> {returns}",
        signature.ident,
        parameters.join(", ")
    )
}

fn functions<'i>(items: &'i [Item], of: &str) -> Vec<&'i ImplItemFn> {
    let inherent = items.iter().filter_map(|item| match item {
        Item::Impl(block)
            if block.trait_.is_none()
                && squeezed(&block.self_ty.to_token_stream().to_string()) == of =>
        {
            Some(block)
        }
        _ => None,
    });
    inherent
        .flat_map(|block| &block.items)
        .filter_map(|item| match item {
            ImplItem::Fn(function) => Some(function),
            _ => None,
        })
        .collect()
}

fn parameters(function: &ImplItemFn) -> Vec<String> {
    function.sig.inputs.iter().filter_map(parameter).collect()
}

fn parameter(argument: &FnArg) -> Option<String> {
    match argument {
        FnArg::Typed(typed) => Some(typed.ty.to_token_stream().to_string()),
        FnArg::Receiver(_) => None,
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn is_hidden(attributes: &[syn::Attribute]) -> bool {
    attributes
        .iter()
        .any(|attribute| squeezed(&attribute.meta.to_token_stream().to_string()) == "doc(hidden)")
}

/// Without white space outside of string literals, and without commas that only formatting puts there.
fn squeezed(text: &str) -> String {
    let mut out = String::new();
    let mut quoted = false;
    for letter in text.chars() {
        quoted ^= letter == '"';
        if quoted || !letter.is_whitespace() {
            out.push(letter);
        }
    }
    out.replace(",>", ">").replace(",)", ")")
}
