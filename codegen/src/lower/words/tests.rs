use super::*;

#[track_caller]
fn check(table: &[(&str, &str)]) {
    for (name, expected) in table {
        assert_eq!(words(name).join(" "), *expected, "the words of {name:?}");
    }
}

#[test]
fn punctuation_separates() {
    check(&[
        ("x-amz-foo", "x amz foo"),
        ("TIMED_OUT", "timed out"),
        ("$next", "next"),
        ("a1.medium", "a1 medium"),
        ("m5.2xlarge", "m5 2xlarge"),
        ("us-east-1", "us east 1"),
        ("text/plain", "text plain"),
        ("AWS::S3::Bucket", "aws s3 bucket"),
        ("__listOf__string", "list of string"),
        ("AbpV1_0_x", "abp v1 0 x"),
        ("Not a name!", "not a name"),
        ("r#type */ }", "r type"),
        ("a\nb\u{0}c\u{feff}d", "a b c d"),
    ]);
}

#[test]
fn a_name_without_letters_and_digits_has_no_words() {
    for name in ["", "_", "__", "$", "<=", " ", "\u{301}", "😀", "\u{202e}"] {
        assert!(words(name).is_empty(), "{name:?}");
    }
}

#[test]
fn a_part_without_lower_case_is_one_word() {
    check(&[
        ("BIN", "bin"),
        ("S", "s"),
        ("UL", "ul"),
        ("G4DN", "g4dn"),
        ("SHA256WITHRSA", "sha256withrsa"),
        ("ATTIC_40GBASE_LR", "attic 40gbase lr"),
        ("3D", "3d"),
        ("4XX_COUNT", "4xx count"),
    ]);
}

#[test]
fn case_starts_words() {
    check(&[
        ("jobId", "job id"),
        ("inProgressJobs", "in progress jobs"),
        ("DBInstance", "db instance"),
        ("KMSKeyId", "kms key id"),
        ("WriteIOPS", "write iops"),
        ("HTTPSURLPath", "httpsurl path"),
        ("SSEKMSKeyId", "ssekms key id"),
        ("ETag", "e tag"),
        ("isA", "is a"),
        ("eInvoice", "e invoice"),
        ("MD5OfBody", "md5 of body"),
    ]);
}

#[test]
fn an_acronym_keeps_its_plural() {
    check(&[
        ("ACLs", "acls"),
        ("ARNsList", "arns list"),
        ("EC2InstanceIDs", "ec2 instance ids"),
        ("UUIDs2", "uuids2"),
        ("SizeInGBs", "size in gbs"),
        ("RFx", "rfx"),
        // Two letters or more after the capitals are a word of their own.
        ("DNSset", "dn sset"),
        ("DNSSettings", "dns settings"),
        ("IsDefault", "is default"),
        ("As", "as"),
    ]);
}

#[test]
fn an_acronym_keeps_its_version() {
    check(&[
        ("IPv6CidrBlock", "ipv6 cidr block"),
        ("Ipv6CidrBlock", "ipv6 cidr block"),
        ("IPV6CidrBlock", "ipv6 cidr block"),
        ("IpV6Address", "ipv6 address"),
        ("ipV4", "ipv4"),
        ("TLSv1.2", "tlsv1 2"),
        ("UUIDv4", "uuidv4"),
        ("SigV4Config", "sigv4 config"),
        // After lower case a version is a word.
        ("ListObjectsV2", "list objects v2"),
        ("DBvalue", "d bvalue"),
    ]);
}

#[test]
fn digits_belong_to_the_word_before() {
    check(&[
        ("S3Bucket", "s3 bucket"),
        ("S3ETag", "s3 e tag"),
        ("Ec2AmiId", "ec2 ami id"),
        ("Route53Zone", "route53 zone"),
        ("H264Settings", "h264 settings"),
        ("2xlarge", "2xlarge"),
        ("k8sCluster", "k8s cluster"),
        ("Phase2DHGroup", "phase2 dh group"),
        ("ICD10CMTrait", "icd10 cm trait"),
        ("118", "118"),
    ]);
}

#[test]
fn some_capitals_belong_to_the_digits_before() {
    check(&[
        ("3DModel", "3d model"),
        ("2FAToken", "2fa token"),
        ("3Models", "3 models"),
        ("4KVideo", "4k video"),
        ("ChecksumCRC32C", "checksum crc32c"),
        ("Terrain3D", "terrain 3d"),
        ("size1024X768", "size1024x768"),
    ]);
}

#[test]
fn spellings_are_words() {
    check(&[
        ("IoTThing", "iot thing"),
        ("AWSIoTSite", "aws iot site"),
        ("OAuth2Token", "oauth2 token"),
        ("oAuthToken", "oauth token"),
        ("LoRaWANGateway", "lorawan gateway"),
        ("LoRaGateway", "lora gateway"),
        ("SizeInGiB", "size in gib"),
        ("MiBps", "mibps"),
        ("vCPUs", "vcpus"),
        ("VCpuInfo", "vcpu info"),
        ("DefaultVCpus", "default vcpus"),
        ("SaaSProduct", "saas product"),
        ("DDoSRule", "ddos rule"),
        ("Use2DSolver", "use 2d solver"),
        ("Conversion3DLUTSettings", "conversion 3d lut settings"),
        ("HTTPCode4XXCount", "http code 4xx count"),
        ("Http5xxErrorRate", "http 5xx error rate"),
        ("MySQLServer", "mysql server"),
    ]);
}

#[test]
fn what_only_begins_like_a_spelling_is_split_as_usual() {
    check(&[
        ("DoHealthCheck", "do health check"),
        ("DoSomething", "do something"),
        ("GPUInterface", "gpu interface"),
        ("S3DataSource", "s3 data source"),
        ("Ec2DBInstance", "ec2 db instance"),
        ("XoAuth", "xo auth"),
    ]);
}

#[test]
fn no_spelling_hides_behind_one_that_begins_it() {
    for (i, (spelling, _)) in SPELLINGS.iter().enumerate() {
        for (later, _) in &SPELLINGS[i + 1..] {
            assert!(
                !later.starts_with(spelling),
                "{later} stands after {spelling}"
            );
        }
    }
}

/// A spelling that the rules of case split well enough has no place in the table, nor has one that never matches.
#[test]
fn every_spelling_is_found() {
    for (spelling, spelled) in SPELLINGS {
        for (name, expected) in [
            (format!("{spelling}Thing"), format!("{spelled} thing")),
            (format!("an_{spelling}Thing"), format!("an {spelled} thing")),
        ] {
            assert_eq!(words(&name).join(" "), expected, "the words of {name:?}");
        }
    }
}

#[test]
fn letters_of_other_scripts_are_letters() {
    check(&[
        ("ÉcoleÀDeux", "école à deux"),
        ("ЗаказID", "заказ id"),
        ("SSL证书", "ssl 证书"),
        ("证书Id", "证书 id"),
        ("İstanbul", "istanbul"),
        ("cafe\u{301}Au", "cafe au"),
        ("½x²", "x"),
    ]);
}

/// Whatever the characters, words are made of what may stand in an identifier.
#[test]
fn every_character_is_handled() {
    for c in '\0'..='\u{2ffff}' {
        for word in words(&format!("a{c}A")) {
            assert!(
                !word.is_empty() && word.chars().all(is_xid_continue),
                "{c:?} gives {word:?}"
            );
        }
    }
}
