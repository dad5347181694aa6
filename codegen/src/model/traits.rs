//! Traits: one typed struct each; those that nothing here reads are kept with their name and value.
//!
//! In: a trait id and its value, from a reader. Out: typed values, found by type. Never acts on one: `knowledge` and
//! `lower` do.

use super::value::{Number, Value};
use crate::id::ShapeId;
use crate::source::Location;

/// A trait that has a Rust type of its own.
pub trait Typed: Sized {
    /// The id that Smithy gives it.
    const ID: &'static str;
    /// The trait, if it is this one.
    fn of(any: &Trait) -> Option<&Self>;
    /// The trait as one of all.
    fn into_trait(self) -> Trait;
}

/// A trait and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct AppliedTrait {
    /// The trait.
    pub value: Trait,
    /// Where it was applied.
    pub at: Location,
}

/// The traits of one shape or member, in input order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Traits(Vec<AppliedTrait>);

impl Traits {
    /// Applies a trait; one of the same id is replaced.
    pub fn apply(&mut self, value: Trait, at: Location) {
        match self.0.iter_mut().find(|t| t.value.id() == value.id()) {
            Some(there) => *there = AppliedTrait { value, at },
            None => self.0.push(AppliedTrait { value, at }),
        }
    }

    /// Applies a typed trait.
    pub fn insert<T: Typed>(&mut self, value: T, at: Location) {
        self.apply(value.into_trait(), at);
    }

    /// The trait of this type.
    #[must_use]
    pub fn get<T: Typed>(&self) -> Option<&T> {
        self.0.iter().find_map(|t| T::of(&t.value))
    }

    /// Whether the trait of this type is applied.
    #[must_use]
    pub fn has<T: Typed>(&self) -> bool {
        self.get::<T>().is_some()
    }

    /// Where the trait of this type stands.
    #[must_use]
    pub fn at<T: Typed>(&self) -> Option<&Location> {
        self.0
            .iter()
            .find(|t| T::of(&t.value).is_some())
            .map(|t| &t.at)
    }

    /// Takes the trait of this type away.
    pub fn remove<T: Typed>(&mut self) {
        self.0.retain(|t| T::of(&t.value).is_none());
    }

    /// The value of a trait that nothing here reads.
    #[must_use]
    pub fn unread(&self, id: &str) -> Option<&Value> {
        self.0.iter().find_map(|t| match &t.value {
            Trait::Unread(unread) if unread.id == id => Some(&unread.value),
            _ => None,
        })
    }

    /// Takes a trait that nothing here reads away: its value and its place.
    pub fn take_unread(&mut self, id: &str) -> Option<(Value, Location)> {
        let index = self
            .0
            .iter()
            .position(|t| matches!(&t.value, Trait::Unread(unread) if unread.id == id))?;
        let applied = self.0.remove(index);
        match applied.value {
            Trait::Unread(unread) => Some((unread.value, applied.at)),
            _ => None,
        }
    }

    /// Keeps only the traits for which `keep` says so.
    pub fn retain(&mut self, mut keep: impl FnMut(&Trait) -> bool) {
        self.0.retain(|applied| keep(&applied.value));
    }

    /// All of them, in input order.
    pub fn iter(&self) -> impl Iterator<Item = &AppliedTrait> {
        self.0.iter()
    }
}

/// A trait that is kept by name and not acted on.
#[derive(Clone, Debug, PartialEq)]
pub struct Unread {
    /// Its id; a key that only C2J has is `c2j#key`.
    pub id: String,
    /// Its value as read.
    pub value: Value,
}

macro_rules! traits {
    ($($name:ident = $id:literal,)*) => {
        /// Every trait that is read, and the rest.
        #[derive(Clone, Debug, PartialEq)]
        #[expect(missing_docs, reason = "each variant is named and documented by the type that it holds")]
        pub enum Trait {
            $($name($name),)*
            Unread(Unread),
        }

        impl Trait {
            /// The id that Smithy gives it.
            #[must_use]
            pub fn id(&self) -> &str {
                match self {
                    $(Self::$name(_) => $id,)*
                    Self::Unread(unread) => &unread.id,
                }
            }
        }

        $(impl Typed for $name {
            const ID: &'static str = $id;
            fn of(any: &Trait) -> Option<&Self> {
                match any {
                    Trait::$name(value) => Some(value),
                    _ => None,
                }
            }
            fn into_trait(self) -> Trait {
                Trait::$name(self)
            }
        })*
    };
}

traits! {
    AddedDefault = "smithy.api#addedDefault",
    Auth = "smithy.api#auth",
    AwsQueryCompatible = "aws.protocols#awsQueryCompatible",
    AwsQueryError = "aws.protocols#awsQueryError",
    AwsService = "aws.api#service",
    ClientOptional = "smithy.api#clientOptional",
    ContextParam = "smithy.rules#contextParam",
    Dedicated = "tinsmith#dedicated",
    DefaultValue = "smithy.api#default",
    Deprecated = "smithy.api#deprecated",
    Documentation = "smithy.api#documentation",
    Endpoint = "smithy.api#endpoint",
    EndpointRuleSet = "smithy.rules#endpointRuleSet",
    EnumValue = "smithy.api#enumValue",
    Error = "smithy.api#error",
    HostLabel = "smithy.api#hostLabel",
    Http = "smithy.api#http",
    HttpApiKeyAuth = "smithy.api#httpApiKeyAuth",
    HttpBearerAuth = "smithy.api#httpBearerAuth",
    HttpChecksumRequired = "smithy.api#httpChecksumRequired",
    HttpError = "smithy.api#httpError",
    HttpHeader = "smithy.api#httpHeader",
    HttpLabel = "smithy.api#httpLabel",
    HttpPayload = "smithy.api#httpPayload",
    HttpPrefixHeaders = "smithy.api#httpPrefixHeaders",
    HttpQuery = "smithy.api#httpQuery",
    HttpQueryParams = "smithy.api#httpQueryParams",
    HttpResponseCode = "smithy.api#httpResponseCode",
    IdempotencyToken = "smithy.api#idempotencyToken",
    Idempotent = "smithy.api#idempotent",
    Input = "smithy.api#input",
    Internal = "smithy.api#internal",
    JsonName = "smithy.api#jsonName",
    LeftOut = "tinsmith#leftOut",
    Length = "smithy.api#length",
    MediaType = "smithy.api#mediaType",
    Mixin = "smithy.api#mixin",
    OptionalAuth = "smithy.api#optionalAuth",
    OperationContextParams = "smithy.rules#operationContextParams",
    Output = "smithy.api#output",
    Paginated = "smithy.api#paginated",
    Pattern = "smithy.api#pattern",
    Protocols = "tinsmith#protocols",
    Range = "smithy.api#range",
    Readonly = "smithy.api#readonly",
    RequestCompression = "smithy.api#requestCompression",
    Renamed = "tinsmith#renamed",
    Required = "smithy.api#required",
    RequiresLength = "smithy.api#requiresLength",
    Retryable = "smithy.api#retryable",
    Sensitive = "smithy.api#sensitive",
    SigV4 = "aws.auth#sigv4",
    Sparse = "smithy.api#sparse",
    StaticContextParams = "smithy.rules#staticContextParams",
    Streaming = "smithy.api#streaming",
    Tags = "smithy.api#tags",
    TimestampFormat = "smithy.api#timestampFormat",
    Title = "smithy.api#title",
    TraitDefinition = "smithy.api#trait",
    UniqueItems = "smithy.api#uniqueItems",
    UnsignedPayload = "aws.auth#unsignedPayload",
    Waitable = "smithy.waiters#waitable",
}

macro_rules! markers {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        $($(#[$doc])* #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)] pub struct $name;)*
    };
}

markers! {
    /// The default was added after the member was published.
    AddedDefault,
    /// The error codes of the query protocol are still sent in a header.
    AwsQueryCompatible,
    /// Optional for clients whatever else is said.
    ClientOptional,
    /// The member is also a label of the host name.
    HostLabel,
    /// Requests carry a token in the header `Authorization`.
    HttpBearerAuth,
    /// The request carries a `Content-MD5` or a stronger checksum.
    HttpChecksumRequired,
    /// Bound to a label of the URI.
    HttpLabel,
    /// The member is the whole body.
    HttpPayload,
    /// A map that takes part in the query string.
    HttpQueryParams,
    /// Bound to the status code of the response.
    HttpResponseCode,
    /// A client fills it with a fresh UUID when unset.
    IdempotencyToken,
    /// May be repeated without further effect.
    Idempotent,
    /// The structure is one operation's input only.
    Input,
    /// Not for outside eyes: left out of messages that list values.
    Internal,
    /// May also be called by nobody in particular.
    OptionalAuth,
    /// The structure is one operation's output only.
    Output,
    /// The operation changes nothing.
    Readonly,
    /// Has to be there.
    Required,
    /// A streaming blob whose length must be known.
    RequiresLength,
    /// Never shown in logs, messages or `Debug`.
    Sensitive,
    /// The collection may hold nulls.
    Sparse,
    /// A blob that is not held in memory, or a union that is an event stream.
    Streaming,
    /// The shape defines a trait; nothing is generated for it.
    TraitDefinition,
    /// No two items of the list are equal.
    UniqueItems,
    /// The payload is left out of the signature.
    UnsignedPayload,
}

/// The authentication schemes of a service or operation, in order of preference, as trait ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Auth(pub Vec<String>);

/// Requests carry a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpApiKeyAuth {
    /// The header or query parameter that has it.
    pub name: String,
    /// Whether it is a query parameter.
    pub in_query: bool,
    /// What stands in front of the key in the header.
    pub scheme: Option<String>,
}

/// The code and status of an error in the query protocol. C2J's `error.code` is read as this in every protocol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AwsQueryError {
    /// The code on the wire.
    pub code: String,
    /// The HTTP status.
    pub status: u16,
}

/// What AWS says of one of its services.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AwsService {
    /// `IoT Jobs Data Plane`
    pub sdk_id: String,
    /// `data.jobs.iot`
    pub endpoint_prefix: Option<String>,
    /// The host that serves every region, for services that have one.
    pub global_endpoint: Option<String>,
}

/// The member is a parameter of the endpoint rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContextParam {
    /// The parameter's name.
    pub name: String,
}

/// The structure was made by `transform` to be the input or the output of one operation. Body rules differ between an
/// operation without input and one with an empty input.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dedicated {
    /// What the model gives the operation as input or output; `None` where it gives it none.
    pub from: Option<ShapeId>,
}

/// The value of a member that was left out. `Value::Null` cancels the default of the target.
#[derive(Clone, Debug, PartialEq)]
pub struct DefaultValue(pub Value);

/// No longer to be used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deprecated {
    /// What to use instead.
    pub message: Option<String>,
    /// A version or a date.
    pub since: Option<String>,
}

/// Documentation: CommonMark or HTML, as the model has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Documentation(pub String);

/// What stands in front of the host name: `{AccountId}.`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// The prefix, with labels in braces.
    pub host_prefix: String,
}

/// The rules by which the service's endpoint is found, as the model has them; `endpoint` understands them.
#[derive(Clone, Debug, PartialEq)]
pub struct EndpointRuleSet(pub Value);

/// The value of an enum member: a string, or a number for an `intEnum`.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumValue(pub Value);

/// The structure is an error, and whose fault it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// 400 unless `httpError` says otherwise.
    Client,
    /// 500 unless `httpError` says otherwise.
    Server,
}

/// How an operation goes over HTTP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Http {
    /// The method.
    pub method: String,
    /// `/things/{thingName}/jobs?literal=1`
    pub uri: String,
    /// The status of a success, 200 unless modelled.
    pub code: u16,
}

/// The status code of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HttpError(pub u16);

/// Bound to this header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpHeader(pub String);

/// A map bound to all headers with this prefix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpPrefixHeaders(pub String);

/// Bound to this parameter of the query string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpQuery(pub String);

/// The member's key in JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonName(pub String);

/// The operations of the service that were left out, since they carry event streams. Made by `transform`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut(pub Vec<StreamingOperation>);

/// An operation that was left out: of its shapes, what its streams carry is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamingOperation {
    /// The operation.
    pub id: ShapeId,
    /// The events of its streams.
    pub events: Vec<StreamEvent>,
}

/// An event of a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamEvent {
    /// The union's id and the member's name: `ns#Events$leaf`.
    pub id: String,
    /// Its name on the wire.
    pub name: String,
    /// Where it stands in the union.
    pub at: Location,
    /// It travels from clients to servers, else from servers to clients.
    pub is_sent_by_clients: bool,
    /// The members of its structure: name, and kind of shape.
    pub members: Vec<(String, &'static str)>,
}

/// Bounds of a length, inclusive: Unicode scalar values of a string, bytes of a blob, items of a list, pairs of a map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Length {
    /// At least.
    pub min: Option<u64>,
    /// At most.
    pub max: Option<u64>,
}

/// The content type of a string or blob.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaType(pub String);

/// A shape whose members and traits others take over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mixin {
    /// Traits, by id, that are not taken over.
    pub local_traits: Vec<String>,
}

/// Parameters of the endpoint rules that are found in the operation's input: name, and path (JMESPath).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OperationContextParams(pub Vec<(String, String)>);

/// Where a paginated operation keeps its tokens and items. On a service: what its operations have unless they say otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paginated {
    /// The input members that carry the token. Smithy has one of them, C2J may have several.
    pub input_tokens: Vec<String>,
    /// The paths of the next token in the output, one for each input member. In Smithy members, in C2J JMESPath.
    pub output_tokens: Vec<String>,
    /// The paths of the items in the output. Smithy has one of them, C2J may have several.
    pub items: Vec<String>,
    /// The input member that bounds a page.
    pub page_size: Option<String>,
    /// The path of the flag in the output that says whether there is more. C2J alone has it.
    pub more: Option<String>,
}

/// A regular expression that the string must match somewhere (ECMA 262).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// What is matched, anchors included.
    pub regex: String,
    /// What the model says, for messages. Differs from `regex` for C2J, whose patterns mean a full match.
    pub modelled: String,
}

/// The protocols that a service offers, in the model's order, by trait id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Protocols(pub Vec<Protocol>);

/// One protocol of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protocol {
    /// `aws.protocols#restJson1` and the like.
    pub id: String,
    /// The name of the service on the wire where it differs from the shape's (`X-Amz-Target` of the awsJson protocols).
    pub target: Option<String>,
}

/// Bounds of a number, inclusive.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Range {
    /// At least.
    pub min: Option<Number>,
    /// At most.
    pub max: Option<Number>,
}

/// The shape had another id in the model. Made by `transform`; names on the wire are still those of the model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamed {
    /// Its id in the model.
    pub from: ShapeId,
}

/// The encodings in which a request body may be compressed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RequestCompression {
    /// `gzip`
    pub encodings: Vec<String>,
}

/// The error may go away by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Retryable {
    /// The caller was too fast.
    pub throttling: bool,
}

/// Signed with AWS Signature Version 4.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SigV4 {
    /// The name that goes into the signature.
    pub name: String,
}

/// Parameters of the endpoint rules that are the same in every call of the operation: name and value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StaticContextParams(pub Vec<(String, Value)>);

/// Free labels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tags(pub Vec<String>);

/// How a timestamp is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimestampFormat {
    /// Seconds since 1970, with a fraction where needed.
    EpochSeconds,
    /// RFC 3339 in UTC.
    DateTime,
    /// IMF-fixdate of RFC 9110.
    HttpDate,
}

/// A short name for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title(pub String);

/// What can be waited for by calling an operation again and again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waitable(pub Vec<Waiter>);

/// One thing that can be waited for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiter {
    /// `TableExists`
    pub name: String,
    /// CommonMark or HTML, as the model has it.
    pub documentation: Option<String>,
    /// What answers mean; the first that accepts an answer decides.
    pub acceptors: Vec<Acceptor>,
    /// The shortest pause between two calls, in seconds.
    pub min_delay: u32,
    /// The longest pause between two calls, in seconds.
    pub max_delay: u32,
    /// No longer to be used.
    pub deprecated: bool,
    /// Where it stands.
    pub at: Location,
}

/// What an answer means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptor {
    /// What follows from it.
    pub state: AcceptorState,
    /// What it says.
    pub matcher: Matcher,
    /// A JMESPath of the text or texts in the output that say why.
    pub message: Option<String>,
    /// Where it stands.
    pub at: Location,
}

/// What follows from an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AcceptorState {
    /// It is so.
    Success,
    /// It will never be so.
    Failure,
    /// It may still come.
    Retry,
}

/// What an answer says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matcher {
    /// It is a success, or any error.
    Success(bool),
    /// It has this HTTP status. C2J alone has this.
    Status(u16),
    /// It is the error of this name.
    ErrorType(String),
    /// It is a success with this output.
    Output(PathMatcher),
    /// It is a success with this `output` to this `input`.
    InputOutput(PathMatcher),
}

/// A comparison with what a path selects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathMatcher {
    /// JMESPath, over the model's names of members.
    pub path: String,
    /// How it is compared, and with what.
    pub comparator: PathComparator,
}

/// How what a path selects is compared, and with what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathComparator {
    /// It is this text.
    StringEquals(String),
    /// It is this truth value.
    BooleanEquals(bool),
    /// It is a list, not empty, of nothing but this text.
    AllStringEquals(String),
    /// It is a list that has this text.
    AnyStringEquals(String),
    /// It is a list, not empty, of nothing but this truth value. C2J alone has this.
    AllBooleanEquals(bool),
    /// It is a list that has this truth value. C2J alone has this.
    AnyBooleanEquals(bool),
}
