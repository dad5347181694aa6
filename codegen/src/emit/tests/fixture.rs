//! A service with one of everything, as `lower` would describe it.

use crate::pattern;
use crate::rust::*;

/// The crate `mini-service`.
pub(crate) fn mini() -> Crate {
    Crate {
        name: "mini-service".to_owned(),
        title: "Mini [Service] <1>".to_owned(),
        origin: "model/mini.json".to_owned(),
        digests: vec![("model/mini.json".to_owned(), "00".to_owned())],
        runtime: Runtime::Path("../runtime".to_owned()),
        docs: lines(
            "A service with one of everything.\n\nIts docs have `code` and \"quotes\" */ #![deny(warnings)].",
        ),
        protocol: Some("RestJson1".to_owned()),
        schema: schema(),
        types: types(),
        errors: errors(),
        operations: vec![
            put_thing(),
            stream_thing(),
            ping(),
            defaults(),
            stream_default(),
        ],
        client: Some(Client {
            version: String::new(),
            auth: vec![AuthScheme::SigV4],
            signing_name: Some("jobs".to_owned()),
            endpoints: Endpoints::Explicit,
            service: "mini".to_owned(),
        }),
        waiters: Vec::new(),
        server: Some(Server {
            name: "MiniService".to_owned(),
            routes: routes(),
        }),
        media_type: "application/json".to_owned(),
        protocol_tests: None,
        left_out: vec![LeftOut {
            modelled: "Subscribe".to_owned(),
            reason: "an event stream".to_owned(),
        }],
        names: Vec::new(),
    }
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

/// A path in the module `types`.
pub(crate) fn path(name: &str) -> TypePath {
    TypePath {
        module: Module::Types,
        name: name.to_owned(),
    }
}

fn path_in(module: Module, name: &str) -> TypePath {
    TypePath {
        module,
        name: name.to_owned(),
    }
}

fn named(name: &str) -> Type {
    Type::Named(path(name))
}

/// A member that is called the same everywhere, of which nothing else is known.
pub(crate) fn member(name: &str) -> MemberSchema {
    MemberSchema {
        wire: name.to_owned(),
        name: name.to_owned(),
        required: false,
        bound: false,
        sensitive: false,
        media_type: false,
        timestamp: None,
        constraints: None,
        elements: Elements::None,
    }
}

/// An optional field.
pub(crate) fn field(name: &str, ty: Type) -> Field {
    Field {
        name: name.to_owned(),
        setter: name.to_owned(),
        docs: Vec::new(),
        deprecated: None,
        ty,
        optional: true,
        default: None,
        filled: false,
        sensitive: false,
        idempotency_token: false,
        schema: member(name.trim_start_matches("r#")),
    }
}

impl Field {
    /// The field, required.
    pub(crate) fn required(mut self) -> Self {
        self.optional = false;
        self.schema.required = true;
        self
    }

    /// The field, with a default that fills it everywhere.
    pub(crate) fn or(mut self, default: Literal) -> Self {
        self.optional = false;
        self.default = Some(default);
        self
    }

    /// The field of an input, with a default that the server fills in.
    fn server_default(mut self, default: Literal) -> Self {
        self.default = Some(default);
        self
    }

    fn documented(mut self, docs: &str) -> Self {
        self.docs = lines(docs);
        self
    }

    /// The field, bound to something other than the body.
    fn bound(mut self) -> Self {
        self.schema.bound = true;
        self
    }

    fn constrained(mut self, constraints: &str) -> Self {
        self.schema.constraints = Some(constraints.to_owned());
        self
    }

    fn elements(mut self, elements: Elements) -> Self {
        self.schema.elements = elements;
        self
    }
}

/// A structure in the module `types`.
pub(crate) fn structure(name: &str, file: &str, fields: Vec<Field>) -> Structure {
    Structure {
        path: path(name),
        file: file.to_owned(),
        modelled: name.to_owned(),
        docs: Vec::new(),
        deprecated: None,
        fields,
        cloneable: true,
        comparable: true,
        sensitive: false,
        error: None,
    }
}

fn schema() -> SchemaModule {
    let pattern = |name: &str, text: &str| PatternStatic {
        name: name.to_owned(),
        matcher: pattern::compile(text).expect("the pattern is a regular expression"),
    };
    let constraints = |name: &str| Constraints {
        name: name.to_owned(),
        length: None,
        range: None,
        pattern: None,
        unique_items: false,
    };
    let element = |name: &str, key: Option<&str>| ElementSchema {
        name: name.to_owned(),
        schema: MemberSchema {
            constraints: Some("WORD".to_owned()),
            ..member("member")
        },
        key: key.map(str::to_owned),
    };
    SchemaModule {
        patterns: vec![
            pattern("WORD_PATTERN", "^[a-zA-Z0-9_-]+$"),
            pattern("MIXED_PATTERN", r"^(a\p{L}|b\d)*$"),
            pattern("RUNS_PATTERN", "^[à-ü]+|x[é]y$"),
        ],
        constraints: vec![
            Constraints {
                length: Some((Some(1), Some(64))),
                pattern: Some(PatternConstraint {
                    pattern: "WORD_PATTERN".to_owned(),
                    modelled: r#"[a-zA-Z0-9_-]+"#.to_owned(),
                }),
                ..constraints("WORD")
            },
            Constraints {
                pattern: Some(PatternConstraint {
                    pattern: "MIXED_PATTERN".to_owned(),
                    modelled: r#"^(a\p{L}|b\d)*$ "*/]] #![x]"#.to_owned(),
                }),
                ..constraints("MIXED")
            },
            Constraints {
                pattern: Some(PatternConstraint {
                    pattern: "RUNS_PATTERN".to_owned(),
                    modelled: "runs".to_owned(),
                }),
                ..constraints("RUNS")
            },
            Constraints {
                range: Some((Some(NumberBound::Integer(-5)), None)),
                ..constraints("SMALL")
            },
            Constraints {
                range: Some((
                    Some(NumberBound::Decimal("-0.5".to_owned())),
                    Some(NumberBound::Integer(1 << 70)),
                )),
                ..constraints("RATIO")
            },
            Constraints {
                unique_items: true,
                ..constraints("DISTINCT")
            },
        ],
        elements: vec![
            element("WORDS_MEMBER", None),
            element("TAGS_KEY", None),
            element("TAGS_VALUE", Some("TAGS_KEY")),
            ElementSchema {
                name: "TIMES_MEMBER".to_owned(),
                schema: MemberSchema {
                    timestamp: Some(TimestampFormat::DateTime),
                    sensitive: true,
                    ..member("member")
                },
                key: None,
            },
        ],
        ..SchemaModule::default()
    }
}

fn types() -> Vec<Definition> {
    let mut secret = field("password", Type::String);
    secret.sensitive = true;
    secret.schema.sensitive = true;
    let mut login = structure("Login", "login", vec![field("user", Type::String), secret]);
    login.sensitive = true;
    let mut vault = structure("Vault", "vault", vec![field("r#type", Type::Blob)]);
    vault.sensitive = true;
    let mut old = structure("OldThing", "old_thing", vec![field("gone", Type::Bool)]);
    old.deprecated = Some(Deprecation {
        note: Some("use \"Thing\"\nnow".to_owned()),
    });
    old.fields[0].deprecated = Some(Deprecation { note: None });
    let mut renamed = field("named_twice", Type::I64);
    renamed.schema.wire = "named\"Twice".to_owned();
    renamed.schema.name = "namedTwice".to_owned();
    vec![
        Definition::Structure(Structure {
            docs: lines("A thing.\n\n- with `a` list"),
            modelled: "thing".to_owned(),
            ..structure(
                "Thing",
                "thing",
                vec![
                    field("name", Type::String)
                        .required()
                        .constrained("WORD")
                        .documented("Its name."),
                    field("from", Type::I32).required(),
                    field("index", Type::F64).constrained("RATIO"),
                    field("next", Type::Boxed(Box::new(named("Thing")))),
                    field("words", Type::Vec(Box::new(Type::String)))
                        .elements(Elements::List("WORDS_MEMBER".to_owned())),
                    field(
                        "sparse",
                        Type::Vec(Box::new(Type::Option(Box::new(Type::I16)))),
                    ),
                    field(
                        "tags",
                        Type::Map(Box::new(Type::String), Box::new(Type::String)),
                    )
                    .elements(Elements::Map("TAGS_VALUE".to_owned())),
                    field(
                        "by_color",
                        Type::Map(Box::new(named("Color")), Box::new(named("Choice"))),
                    ),
                    renamed.constrained("SMALL"),
                    field("old", named("OldThing")),
                    field("login", named("Login")),
                    field("member", named("Member")),
                ],
            )
        }),
        Definition::Structure(structure("Empty", "empty", Vec::new())),
        Definition::Structure(login),
        Definition::Structure(vault),
        Definition::Structure(old),
        // Called as what its own file needs of the runtime.
        Definition::Structure(structure(
            "Member",
            "member",
            vec![field("schema", named("Schema"))],
        )),
        Definition::Enum(Enum {
            path: path("Schema"),
            file: "schema".to_owned(),
            modelled: "Schema".to_owned(),
            docs: Vec::new(),
            deprecated: None,
            variants: Vec::new(),
            unknown: "Unknown".to_owned(),
            sensitive: true,
        }),
        Definition::Structure(structure(
            "Defaults",
            "defaults",
            vec![
                field("flag", Type::Bool).or(Literal::Bool(true)),
                field("level", Type::I32).or(Literal::Integer(-3)),
                field("ratio", Type::F32).or(Literal::Float("1e3".to_owned())),
                field("nothing", Type::F64).or(Literal::Float("NaN".to_owned())),
                field("text", Type::String).or(Literal::String("a \"b\" \\ \n".to_owned())),
                field("blob", Type::Blob).or(Literal::Blob(vec![0, 255, b'"'])),
                field("at", Type::Timestamp).or(Literal::Timestamp {
                    seconds: -1,
                    nanos: 5,
                }),
                field("on", Type::Timestamp).or(Literal::Timestamp {
                    seconds: 1,
                    nanos: 0,
                }),
                field("number", Type::BigDecimal).or(Literal::Number("1.5".to_owned())),
                field("big", Type::BigInteger).or(Literal::Number("0".to_owned())),
                field("color", named("Color")).or(Literal::Variant {
                    of: path("Color"),
                    name: "Red".to_owned(),
                }),
                field("list", Type::Vec(Box::new(Type::Timestamp)))
                    .or(Literal::EmptyVec)
                    .elements(Elements::List("TIMES_MEMBER".to_owned())),
                field(
                    "map",
                    Type::Map(Box::new(Type::String), Box::new(Type::Document)),
                )
                .or(Literal::EmptyMap),
                field("document", Type::Document)
                    .or(Literal::Document(DocumentLiteral::String("x".to_owned()))),
                field("array", Type::Document)
                    .or(Literal::Document(DocumentLiteral::Array(Vec::new()))),
                field("count", Type::Document)
                    .or(Literal::Document(DocumentLiteral::Number("-4".to_owned()))),
            ],
        )),
        Definition::Structure(structure(
            "Zeros",
            "zeros",
            vec![
                field("count", Type::I64).or(Literal::Integer(0)),
                field("text", Type::String).or(Literal::String(String::new())),
                field("r#loop", Type::Bool),
            ],
        )),
        Definition::Enum(Enum {
            path: path("Color"),
            file: "color".to_owned(),
            modelled: "Color".to_owned(),
            docs: Vec::new(),
            deprecated: None,
            variants: [
                ("Red", "RED", false),
                ("DarkBlue", "dark\"`blue", false),
                ("Secret", "SECRET", true),
            ]
            .map(|(name, value, internal)| Variant {
                name: name.to_owned(),
                value: value.to_owned(),
                docs: Vec::new(),
                internal,
            })
            .into(),
            unknown: "Unknown".to_owned(),
            sensitive: false,
        }),
        Definition::IntEnum(IntEnum {
            path: path("Level"),
            file: "level".to_owned(),
            modelled: "Level".to_owned(),
            docs: lines("How much."),
            deprecated: None,
            variants: vec![
                IntVariant {
                    name: "Low".to_owned(),
                    value: -1,
                    docs: Vec::new(),
                    internal: false,
                },
                IntVariant {
                    name: "High".to_owned(),
                    value: 7,
                    docs: lines("Much."),
                    internal: true,
                },
            ],
            unknown: "Unknown".to_owned(),
        }),
        Definition::Union(Union {
            path: path("Choice"),
            file: "choice".to_owned(),
            modelled: "Choice".to_owned(),
            docs: Vec::new(),
            deprecated: None,
            variants: vec![
                variant("Text", Some(Type::String), false),
                variant("Nothing", None, false),
                variant("Thing", Some(Type::Boxed(Box::new(named("Thing")))), false),
                variant("Hidden", Some(named("Vault")), true),
                variant("Levels", Some(Type::Vec(Box::new(named("Level")))), false),
            ],
            unknown: "Unknown".to_owned(),
            sensitive: true,
        }),
    ]
}

fn variant(name: &str, ty: Option<Type>, sensitive: bool) -> UnionVariant {
    UnionVariant {
        name: name.to_owned(),
        docs: Vec::new(),
        ty,
        sensitive,
        schema: member(&name.to_lowercase()),
    }
}

fn errors() -> Vec<Structure> {
    let error = |name: &str, file: &str, status, fields| Structure {
        path: path_in(Module::Error, name),
        error: Some(ErrorFacts {
            type_name: None,
            query_error: None,
            code: name.to_owned(),
            status,
            retryable: None,
            message: None,
            response: Response {
                status,
                bound: Vec::new(),
                body: Body::Members,
            },
        }),
        ..structure(name, file, fields)
    };
    let mut invalid = error(
        "InvalidRequestException",
        "invalid_request_exception",
        400,
        vec![field("message", Type::String)],
    );
    let mut slow = error(
        "SlowDown",
        "slow_down",
        429,
        vec![
            field("message", Type::String).required(),
            field("after", Type::I32).bound(),
            field("reason", named("Color")).bound().required(),
        ],
    );
    if let (Some(invalid), Some(slow)) = (&mut invalid.error, &mut slow.error) {
        invalid.message = Some(0);
        slow.message = Some(0);
        slow.retryable = Some(true);
        slow.response.bound = vec![
            Bound {
                field: 1,
                to: Place::Header("Retry-After".to_owned()),
            },
            Bound {
                field: 2,
                to: Place::Header("X-Reason".to_owned()),
            },
        ];
    }
    vec![invalid, slow, error("Gone", "gone", 410, Vec::new())]
}

/// An operation without input, output and errors.
pub(crate) fn operation(name: &str, snake: &str) -> Operation {
    let message = |suffix: &str| Structure {
        path: path_in(Module::Operation, &format!("{name}{suffix}")),
        ..structure(&format!("{name}{suffix}"), snake, Vec::new())
    };
    Operation {
        auth: None,
        unsigned_payload: false,
        presignable: false,
        target: None,
        query_compatible: false,
        deviations: Deviations::default(),
        host_prefix: Vec::new(),
        endpoint_arguments: Vec::new(),
        compressible: false,
        checksum_required: false,
        modelled: name.to_owned(),
        method: snake.to_owned(),
        file: snake.to_owned(),
        fluent: name.to_owned(),
        docs: Vec::new(),
        summary: String::new(),
        deprecated: None,
        input: message("Input"),
        output: message("Output"),
        error: ErrorEnum {
            path: path_in(Module::Operation, &format!("{name}Error")),
            variants: Vec::new(),
            other: "Other".to_owned(),
        },
        request: Request {
            method: "POST".to_owned(),
            path: vec![UriPart::Literal(format!("/{snake}"))],
            query_literals: Vec::new(),
            bound: Vec::new(),
            body: Body::None,
        },
        response: Response {
            status: 200,
            bound: Vec::new(),
            body: Body::None,
        },
        idempotent: false,
        readonly: false,
        pages: None,
        violated: Violated::Framework,
    }
}

fn error_variant(name: &str, error: &str) -> ErrorVariant {
    ErrorVariant {
        name: name.to_owned(),
        error: path_in(Module::Error, error),
        code: name.to_owned(),
        docs: Vec::new(),
    }
}

/// Every binding of a request with a document, and a response with headers.
fn put_thing() -> Operation {
    let mut operation = operation("PutThing", "put_thing");
    operation.docs = lines("Puts a thing.\n\nAnd more.");
    operation.summary = "Puts a \\| thing.".to_owned();
    operation.idempotent = true;
    let map = |value: Type| Type::Map(Box::new(Type::String), Box::new(value));
    let mut token = field("client", Type::String).bound();
    token.idempotency_token = true;
    operation.input.fields = vec![
        field("name", Type::String)
            .required()
            .bound()
            .constrained("WORD")
            .documented("The name.\n\nMore."),
        field("rest", Type::String).required().bound(),
        field("limit", Type::I32).bound(),
        field("filter", Type::Vec(Box::new(Type::String)))
            .required()
            .bound()
            .constrained("DISTINCT"),
        field("params", map(Type::Vec(Box::new(Type::String)))).bound(),
        field("etag", Type::Timestamp).required().bound(),
        field("meta", map(Type::String)).bound(),
        token,
        field("thing", named("Thing")).required(),
        field("level", named("Level")).server_default(Literal::Variant {
            of: path("Level"),
            name: "Low".to_owned(),
        }),
        field("note", Type::String)
            .server_default(Literal::String("none".to_owned()))
            .constrained("MIXED"),
        field("runs", Type::String).constrained("RUNS"),
    ];
    operation.request.method = "PUT".to_owned();
    operation.request.path = vec![
        UriPart::Literal("/things/".to_owned()),
        UriPart::Label {
            field: 0,
            greedy: false,
        },
        UriPart::Literal("/$x/".to_owned()),
        UriPart::Label {
            field: 1,
            greedy: true,
        },
    ];
    operation.request.query_literals = vec![
        ("kind".to_owned(), Some("a b".to_owned())),
        ("bare".to_owned(), None),
    ];
    let bound = |field, to| Bound { field, to };
    operation.request.bound = vec![
        bound(2, Place::Query("limit".to_owned())),
        bound(3, Place::Query("filter".to_owned())),
        bound(7, Place::Query("token".to_owned())),
        bound(4, Place::QueryParams),
        bound(5, Place::Header("If-Modified-Since".to_owned())),
        bound(6, Place::PrefixHeaders("X-Meta-".to_owned())),
    ];
    operation.request.body = Body::Members;
    operation.output.fields = vec![
        field("version", Type::I64).required(),
        field("code", Type::I32).bound(),
        field("etag", Type::String).bound(),
        field("level", Type::I32).or(Literal::Integer(3)).bound(),
        field("state", named("Color")).required().bound(),
        field("meta", map(Type::String)).bound(),
        field("all", map(Type::String))
            .or(Literal::EmptyMap)
            .bound(),
    ];
    operation.response = Response {
        status: 201,
        bound: vec![
            bound(1, Place::StatusCode),
            bound(2, Place::Header("ETag".to_owned())),
            bound(3, Place::Header("X-Level".to_owned())),
            bound(4, Place::Header("X-State".to_owned())),
            bound(5, Place::PrefixHeaders("X-Meta-".to_owned())),
            bound(6, Place::PrefixHeaders("X-All-".to_owned())),
        ],
        body: Body::Members,
    };
    operation.error.variants = vec![
        error_variant("InvalidRequestException", "InvalidRequestException"),
        error_variant("SlowDown", "SlowDown"),
        error_variant("Gone", "Gone"),
    ];
    operation.violated = Violated::Modelled {
        error: path_in(Module::Error, "InvalidRequestException"),
        message_required: false,
        message: Some("message".to_owned()),
        field_list: None,
    };
    operation
}

/// Payloads: a stream goes out, a text comes back.
fn stream_thing() -> Operation {
    let mut operation = operation("StreamThing", "stream_thing");
    operation.input.fields = vec![
        field("body", Type::ByteStream).required().bound(),
        field("kind", Type::String).bound(),
    ];
    operation.input.cloneable = false;
    operation.input.comparable = false;
    operation.request.bound = vec![Bound {
        field: 1,
        to: Place::Header("X-Kind".to_owned()),
    }];
    operation.request.body = Body::Payload {
        field: 0,
        content_type: Some("image/png".to_owned()),
    };
    operation.output.fields = vec![field("text", Type::String).bound()];
    operation.response.body = Body::Payload {
        field: 0,
        content_type: None,
    };
    operation.error.variants = vec![error_variant("SlowDown", "SlowDown")];
    operation
}

/// Payloads: a structure goes out, a stream comes back.
fn stream_default() -> Operation {
    let mut operation = operation("GetStream", "get_stream");
    operation.input.fields = vec![field("thing", named("Thing")).required().bound()];
    operation.request.body = Body::Payload {
        field: 0,
        content_type: None,
    };
    operation.output.fields = vec![
        field("body", Type::ByteStream)
            .or(Literal::Blob(Vec::new()))
            .bound(),
        field("size", Type::I64).bound(),
    ];
    operation.output.cloneable = false;
    operation.output.comparable = false;
    operation.response.bound = vec![Bound {
        field: 1,
        to: Place::Header("X-Size".to_owned()),
    }];
    operation.response.body = Body::Payload {
        field: 0,
        content_type: None,
    };
    operation
}

/// Nothing in, nothing out, and long deprecated.
fn ping() -> Operation {
    let mut operation = operation("Ping", "ping");
    operation.deprecated = Some(Deprecation {
        note: Some("use PutThing".to_owned()),
    });
    operation.request.method = "GET".to_owned();
    operation.readonly = true;
    operation
}

/// A document both ways, in which nothing is required.
fn defaults() -> Operation {
    let mut operation = operation("GetDefaults", "get_defaults");
    operation.input.fields = vec![
        field("missing", Type::Bool).server_default(Literal::Bool(false)),
        field("r#type", named("Zeros")),
        field("input", Type::Document),
    ];
    operation.request.body = Body::Members;
    operation.output.fields = vec![field("defaults", named("Defaults")).required()];
    operation.response.body = Body::Members;
    operation
}

fn routes() -> Routes {
    let end = |method: &str, operation| Node {
        endpoints: vec![Endpoint {
            method: method.to_owned(),
            query: Vec::new(),
            operation,
        }],
        ..Node::default()
    };
    let mut put = end("PUT", 0);
    put.endpoints[0].query = vec![
        ("bare".to_owned(), None),
        ("kind".to_owned(), Some("a b".to_owned())),
    ];
    let things = Node {
        label: Some(Box::new(Node {
            literals: vec![(
                "$x".to_owned(),
                Node {
                    greedy: Some(Box::new(put)),
                    ..Node::default()
                },
            )],
            ..Node::default()
        })),
        ..Node::default()
    };
    Routes::Http(Node {
        literals: vec![
            ("get_defaults".to_owned(), end("POST", 3)),
            ("get_stream".to_owned(), end("POST", 4)),
            ("ping".to_owned(), end("GET", 2)),
            ("stream_thing".to_owned(), end("POST", 1)),
            ("things".to_owned(), things),
        ],
        ..Node::default()
    })
}
