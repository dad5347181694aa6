//! Amazon Resource Names.
//!
//! In: a text. Out: its parts, if it is a name of a resource.

/// A name of a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arn<'a> {
    /// The partition that it is in.
    pub partition: &'a str,
    /// The service that it belongs to.
    pub service: &'a str,
    /// The region that it is in; may be empty.
    pub region: &'a str,
    /// The account that it belongs to; may be empty.
    pub account_id: &'a str,
    resource_id: Vec<&'a str>,
}

impl<'a> Arn<'a> {
    /// What the service calls it, split at `:` and `/`.
    pub fn resource_id(&self) -> &[&'a str] {
        &self.resource_id
    }
}

/// Takes a name apart: `arn:partition:service:region:account-id:resource-id`. `None` if it is none.
pub fn parse_arn(text: &str) -> Option<Arn<'_>> {
    let mut parts = text.splitn(6, ':');
    if parts.next()? != "arn" {
        return None;
    }
    let partition = parts.next().filter(|part| !part.is_empty())?;
    let service = parts.next().filter(|part| !part.is_empty())?;
    let (region, account_id) = (parts.next()?, parts.next()?);
    let resource = parts.next().filter(|part| !part.is_empty())?;
    Some(Arn {
        partition,
        service,
        region,
        account_id,
        resource_id: resource.split([':', '/']).collect(),
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart() {
        let arn = parse_arn("arn:aws:ec2:us-east-1:012345678910:vpc/vpc-0e:x").unwrap();
        assert_eq!(arn.partition, "aws");
        assert_eq!(arn.service, "ec2");
        assert_eq!(arn.region, "us-east-1");
        assert_eq!(arn.account_id, "012345678910");
        assert_eq!(arn.resource_id(), ["vpc", "vpc-0e", "x"]);
        let arn = parse_arn("arn:aws:s3:::bucket_name").unwrap();
        assert_eq!(
            (arn.region, arn.account_id, arn.resource_id()),
            ("", "", &["bucket_name"][..])
        );
        assert_eq!(
            parse_arn("arn:aws:s3:::a/").unwrap().resource_id(),
            ["a", ""]
        );
    }

    #[test]
    fn other_texts_are_none() {
        for text in [
            "",
            "arn",
            "11111111-2222-3333-4444-555555555555",
            "arn:aws:s3::",
            "arn:aws:s3:::",
            "arn::s3:::x",
            "arn:aws::::x",
            "ARN:aws:s3:::x",
        ] {
            assert_eq!(parse_arn(text), None, "{text}");
        }
    }
}
