//! The rules: every kind of change has a name, and a page below `docs/rules` that says why it is judged as it is.
//!
//! In: nothing. Out: the list. A test holds it against the pages. Never a judgement: what a change does depends on who
//! sends what to whom, and is decided where the change is found.

/// What a rule speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// The model, and so what travels between a client and a server. The words are Smithy's: operation, member, shape.
    Wire,
    /// The generated crate. The words are Rust's: type, field, variant, method.
    Rust,
}

impl Layer {
    /// `wire` or `rust`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Wire => "wire",
            Self::Rust => "rust",
        }
    }
}

macro_rules! rules {
    ($($layer:ident { $($rule:ident = $name:literal: $says:literal,)* })*) => {
        /// A kind of change.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Rule {
            $($(#[doc = $says] $rule,)*)*
        }

        impl Rule {
            /// Every rule: those of the wire first.
            pub const ALL: &'static [Self] = &[$($(Self::$rule,)*)*];

            /// The name: `member-became-required`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $($(Self::$rule => $name,)*)*
                }
            }

            /// What has changed, in a line.
            #[must_use]
            pub fn says(self) -> &'static str {
                match self {
                    $($(Self::$rule => $says,)*)*
                }
            }

            /// What it speaks of.
            #[must_use]
            pub fn layer(self) -> Layer {
                match self {
                    $($(Self::$rule => Layer::$layer,)*)*
                }
            }
        }
    };
}

rules! {
    Wire {
        ProtocolAdded = "protocol-added": "The service speaks another protocol besides.",
        ProtocolRemoved = "protocol-removed": "The service no longer speaks a protocol.",
        TargetChanged = "target-changed": "The service is called otherwise in the header `X-Amz-Target`.",
        SigningNameChanged = "signing-name-changed": "Requests are signed for another service name.",
        AuthChanged = "auth-changed": "The ways to authenticate, or their order, are others.",
        PayloadSigningChanged = "payload-signing-changed": "The payload went into the signature, or out of it.",
        EndpointPrefixChanged = "endpoint-prefix-changed": "The service is at another host.",
        EndpointRulesChanged = "endpoint-rules-changed": "The endpoint is found by other rules.",
        EndpointParameterAdded = "endpoint-parameter-added": "The endpoint rules have another parameter.",
        EndpointParameterRemoved = "endpoint-parameter-removed": "The endpoint rules have lost a parameter.",
        EndpointParameterBecameRequired = "endpoint-parameter-became-required": "A parameter of the endpoint rules that could be missing has to be there.",
        EndpointParameterChanged = "endpoint-parameter-changed": "A parameter of the endpoint rules is of another type, or has its value from elsewhere.",
        HostPrefixChanged = "host-prefix-changed": "Something else stands in front of the host name.",
        QueryCompatibilityChanged = "query-compatibility-changed": "The error codes of the query protocol are sent, or no longer sent.",
        OperationAdded = "operation-added": "There is a new operation.",
        OperationRemoved = "operation-removed": "An operation is gone.",
        StreamingOperationChanged = "streaming-operation-changed": "An operation became one of event streams, or is no longer one.",
        EventAdded = "event-added": "An event stream has another event.",
        EventRemoved = "event-removed": "An event stream has lost an event.",
        EventChanged = "event-changed": "An event of a stream has other members.",
        MethodChanged = "method-changed": "An operation has another HTTP method.",
        UriChanged = "uri-changed": "An operation has another path or other fixed query parameters.",
        StatusChanged = "status-changed": "A success has another HTTP status.",
        BodyAdded = "body-added": "Requests that had no body have one.",
        BodyRemoved = "body-removed": "Requests that had a body have none.",
        PayloadChanged = "payload-changed": "Another member, or none, is the whole body.",
        ChecksumRequirementChanged = "checksum-requirement-changed": "Requests must carry a checksum of their body, or need not any more.",
        CompressionChanged = "compression-changed": "Requests may be compressed, or may not any more.",
        RetrySafetyChanged = "retry-safety-changed": "An operation or an error is marked otherwise for those who try again.",
        PaginationChanged = "pagination-changed": "Pages are asked for by other members.",
        WaitersChanged = "waiters-changed": "There is something else to wait for, or other answers end the wait.",
        MemberAdded = "member-added": "A structure has a new member that may be missing.",
        RequiredMemberAdded = "required-member-added": "A structure has a new member that has to be there.",
        MemberRemoved = "member-removed": "A structure has lost a member.",
        MemberRenamed = "member-renamed": "A member has another name in the model, and the same on the wire.",
        MemberBecameRequired = "member-became-required": "A member that could be missing has to be there.",
        MemberBecameOptional = "member-became-optional": "A member that had to be there may be missing.",
        DefaultAdded = "default-added": "There is a value for a missing member.",
        DefaultRemoved = "default-removed": "There is no value for a missing member any more.",
        DefaultChanged = "default-changed": "There is another value for a missing member.",
        WireNameChanged = "wire-name-changed": "A member has another key in the body.",
        BindingChanged = "binding-changed": "A member travels at another place of the message.",
        UnionMemberAdded = "union-member-added": "A union has a new member.",
        UnionMemberRemoved = "union-member-removed": "A union has lost a member.",
        TypeChanged = "type-changed": "A value is of another type, and looks otherwise on the wire.",
        TypeWidened = "type-widened": "A number may be larger or finer than before.",
        TypeNarrowed = "type-narrowed": "A number may no longer be as large or as fine as before.",
        ValuesListed = "values-listed": "A free text or number became an enum.",
        ValuesFreed = "values-freed": "An enum became a free text or number.",
        EnumValueAdded = "enum-value-added": "An enum has a new value.",
        EnumValueRemoved = "enum-value-removed": "An enum has lost a value.",
        LengthTightened = "length-tightened": "Fewer lengths are accepted.",
        LengthLoosened = "length-loosened": "More lengths are accepted.",
        RangeTightened = "range-tightened": "Fewer numbers are accepted.",
        RangeLoosened = "range-loosened": "More numbers are accepted.",
        PatternAdded = "pattern-added": "A text has to match a pattern.",
        PatternRemoved = "pattern-removed": "A text need not match a pattern any more.",
        PatternTightened = "pattern-tightened": "A pattern accepts fewer texts.",
        PatternLoosened = "pattern-loosened": "A pattern accepts more texts.",
        PatternChanged = "pattern-changed": "A pattern accepts other texts.",
        PatternRewritten = "pattern-rewritten": "A pattern is written otherwise, and accepts the same texts.",
        UniqueItemsAdded = "unique-items-added": "The items of a list have to differ from each other.",
        UniqueItemsRemoved = "unique-items-removed": "The items of a list may be equal.",
        SparseAdded = "sparse-added": "A collection may hold nulls.",
        SparseRemoved = "sparse-removed": "A collection may not hold nulls any more.",
        TimestampFormatChanged = "timestamp-format-changed": "A timestamp is written otherwise.",
        MediaTypeChanged = "media-type-changed": "A value has another media type.",
        StreamingChanged = "streaming-changed": "A payload is streamed, or is not any more.",
        HostLabelChanged = "host-label-changed": "A member became a label of the host name, or is none any more.",
        IdempotencyTokenChanged = "idempotency-token-changed": "A client fills a member with a token, or does not any more.",
        ErrorAdded = "error-added": "An operation may fail with another error.",
        ErrorRemoved = "error-removed": "An operation no longer fails with an error.",
        ErrorStatusChanged = "error-status-changed": "An error has another HTTP status.",
        ErrorCodeChanged = "error-code-changed": "An error has another code of the query protocol.",
        SensitivityChanged = "sensitivity-changed": "A value is hidden from logs, or is not any more.",
        DeprecationChanged = "deprecation-changed": "Something is deprecated, is not any more, or for another reason.",
        DocumentationChanged = "documentation-changed": "What is said about something changed, and nothing else.",
        TraitChanged = "trait-changed": "A trait that nothing here acts on changed.",
    }
    Rust {
        CrateRenamed = "crate-renamed": "The crate has another name.",
        FeatureAdded = "feature-added": "The crate has another feature.",
        FeatureRemoved = "feature-removed": "The crate has lost a feature.",
        TypeAdded = "type-added": "There is a new type.",
        TypeRemoved = "type-removed": "A type is gone.",
        TypeRenamed = "type-renamed": "A type has another path.",
        TypeKindChanged = "type-kind-changed": "A type is of another kind: a struct became an enum, or the like.",
        FieldAdded = "field-added": "A struct has a new field.",
        FieldRemoved = "field-removed": "A struct has lost a field.",
        FieldTypeChanged = "field-type-changed": "A field has another type.",
        SetterRenamed = "setter-renamed": "The setter of a field has another name.",
        ConstructorChanged = "constructor-changed": "`new` takes other arguments.",
        ArgumentsReordered = "arguments-reordered": "`new` takes arguments of the same types in another order.",
        ImplAdded = "impl-added": "A type implements another trait.",
        ImplRemoved = "impl-removed": "A type no longer implements a trait.",
        VariantAdded = "variant-added": "An enum has a new variant.",
        VariantRemoved = "variant-removed": "An enum has lost a variant.",
        VariantTypeChanged = "variant-type-changed": "A variant holds another type.",
        VariantsReordered = "variants-reordered": "The variants of an enum compare otherwise.",
        ClientMethodAdded = "client-method-added": "The client has a new method.",
        ClientMethodRemoved = "client-method-removed": "The client has lost a method.",
        ClientMethodChanged = "client-method-changed": "A method of the client leads to other types.",
        ServerMethodAdded = "server-method-added": "The trait that servers implement has a new method.",
        ServerMethodRemoved = "server-method-removed": "The trait that servers implement has lost a method.",
        ServerMethodChanged = "server-method-changed": "A method of the trait that servers implement has other types.",
        ServerTraitRenamed = "server-trait-renamed": "The trait that servers implement has another name.",
    }
}

impl Rule {
    /// Whether changes of this rule are counted rather than listed where people read: there are many, and nothing
    /// follows from them.
    #[must_use]
    pub fn is_counted(self) -> bool {
        matches!(
            self,
            Self::DocumentationChanged | Self::PatternRewritten | Self::TraitChanged
        )
    }
}
