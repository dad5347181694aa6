//! The lines that would be the same for every generated error.
//!
//! In: the name of a generated type. Out: what follows from its [`ServiceError`](super::ServiceError) or
//! [`OperationError`](super::OperationError) alone.

/// An error structure as an error, given its code, its status and the field of its message:
/// `service_error!(ThrottlingException, "ThrottlingException", 429, message);`. One that says more of itself in a
/// [`ServiceError`](super::ServiceError) of its own is given alone. It is a [`structure!`](crate::structure) too, so what
/// stands for one that requires something follows a semicolon: `service_error!(Gone; Self::new(""));`.
#[doc(hidden)]
#[macro_export]
macro_rules! service_error {
    ($type:ty, $code:literal, $status:literal $(, $message:ident)? $(; $placeholder:expr)?) => {
        impl $crate::generated::ServiceError for $type {
            const CODE: &'static str = $code;
            const STATUS: u16 = $status;
            $(fn message(&self) -> Option<&str> {
                $crate::generated::MessageField::text(&self.$message)
            })?
        }
        $crate::service_error!($type $(; $placeholder)?);
    };
    ($type:ty $(; $placeholder:expr)?) => {
        $crate::structure!($type $(, $placeholder)?);
        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(<$type as $crate::generated::ServiceError>::CODE)?;
                match <$type as $crate::generated::ServiceError>::message(self) {
                    Some(message) => write!(f, ": {message}"),
                    None => Ok(()),
                }
            }
        }
        impl std::error::Error for $type {}
    };
}

/// The errors of an operation as an error, given the open variant and the modelled ones:
/// `operation_error! { UpdateJobExecutionError, Other; Throttling(Throttling); }`
#[doc(hidden)]
#[macro_export]
macro_rules! operation_error {
    ($error:ident, $other:ident; $($variant:ident($fault:ty);)*) => {
        impl $crate::generated::OperationError for $error {
            fn as_dyn(&self) -> &dyn $crate::generated::AnyError {
                match self {
                    $(Self::$variant(error) => error,)*
                    Self::$other(error) => error,
                }
            }
            fn other(error: $crate::OtherError) -> Self {
                Self::$other(error)
            }
            $crate::decode_operation_error!($($variant($fault);)*);
            $crate::encode_operation_error!($other; $($variant;)*);
        }
        impl $error {
            /// The error's name on the wire.
            pub fn code(&self) -> &str {
                $crate::generated::OperationError::as_dyn(self).code()
            }

            /// The message for people, if there is one.
            pub fn message(&self) -> Option<&str> {
                $crate::generated::OperationError::as_dyn(self).message()
            }

            /// The HTTP status.
            pub fn status(&self) -> u16 {
                $crate::generated::OperationError::as_dyn(self).status()
            }
        }
        impl std::fmt::Display for $error {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt($crate::generated::OperationError::as_dyn(self), f)
            }
        }
        impl std::error::Error for $error {}
        impl From<$crate::OtherError> for $error {
            fn from(error: $crate::OtherError) -> Self {
                Self::$other(error)
            }
        }
        $(impl From<$fault> for $error {
            fn from(error: $fault) -> Self {
                Self::$variant(error)
            }
        })*
    };
}

/// How a client reads the errors of an operation. What this crate's features leave out is left out by this crate, since a
/// macro's `cfg` would ask for the features of the crate that calls it.
#[cfg(feature = "client")]
#[doc(hidden)]
#[macro_export]
macro_rules! decode_operation_error {
    ($($variant:ident($fault:ty);)*) => {
        fn decode<P: $crate::generated::Protocol>(
            code: &str,
            from: &mut $crate::generated::ResponseDecoder<'_, P>,
        ) -> Result<Option<Self>, $crate::generated::DecodeError> {
            let _ = (code, &from);
            $(if code == <$fault as $crate::generated::ServiceError>::CODE {
                return from.error().map(|error| Some(Self::$variant(error)));
            })*
            Ok(None)
        }
    };
}

#[cfg(not(feature = "client"))]
#[doc(hidden)]
#[macro_export]
macro_rules! decode_operation_error {
    ($($ignored:tt)*) => {};
}

/// How a server writes the errors of an operation.
#[cfg(feature = "server")]
#[doc(hidden)]
#[macro_export]
macro_rules! encode_operation_error {
    ($other:ident; $($variant:ident;)*) => {
        fn encode<P: $crate::generated::Protocol>(
            &self,
            to: &mut $crate::generated::ResponseEncoder<P>,
        ) -> Result<(), $crate::generated::EncodeError> {
            match self {
                $(Self::$variant(error) => to.error(error),)*
                Self::$other(error) => to.other_error(error),
            }
        }
    };
}

#[cfg(not(feature = "server"))]
#[doc(hidden)]
#[macro_export]
macro_rules! encode_operation_error {
    ($($ignored:tt)*) => {};
}
