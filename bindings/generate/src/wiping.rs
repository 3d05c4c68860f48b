//! Changes uniffi's Swift so that it leaves no copy of a secret in memory.
//!
//! uniffi writes arguments into an array, which moves as it grows, and reads secrets through further
//! arrays. All of them are freed without wiping. The changed code wipes the array, also when it moves, and
//! copies a secret directly from and to the library's own buffers, which its allocator wipes.

/// Code in each of uniffi's Swift files, and its replacement.
const WRITER: [(&str, &str); 4] = [
    (
        "fileprivate func createWriter() -> [UInt8] {
    return []
}
",
        "fileprivate func createWriter() -> [UInt8] {
    return []
}

fileprivate func wipe(_ writer: inout [UInt8]) {
    writer.withUnsafeMutableBytes { bytes in
        guard let start = bytes.baseAddress else { return }
#if canImport(Darwin)
        memset_s(start, bytes.count, 0, bytes.count)
#else
        explicit_bzero(start, bytes.count)
#endif
    }
}

// An array that moves leaves its bytes behind.
fileprivate func makeRoom(_ writer: inout [UInt8], _ count: Int) {
    guard writer.capacity < writer.count + count else { return }
    var larger = createWriter()
    larger.reserveCapacity(2 * (writer.count + count))
    larger.append(contentsOf: writer)
    wipe(&writer)
    writer = larger
}
",
    ),
    (
        "(_ writer: inout [UInt8], _ byteArr: S) where S: Sequence, S.Element == UInt8 {
",
        "(_ writer: inout [UInt8], _ byteArr: S) where S: Collection, S.Element == UInt8 {
    makeRoom(&writer, byteArr.count)
",
    ),
    (
        "    withUnsafeBytes(of: &value) { writer.append(contentsOf: $0) }
",
        "    makeRoom(&writer, MemoryLayout<T>.size)
    withUnsafeBytes(of: &value) { writer.append(contentsOf: $0) }
",
    ),
    (
        "          var writer = createWriter()
          write(value, into: &writer)
",
        "          var writer = createWriter()
          defer { wipe(&writer) }
          write(value, into: &writer)
",
    ),
];

/// The same for the file that converts secrets.
const SECRET: [(&str, &str); 4] = [
    (
        "public struct FfiConverterTypeSecret: FfiConverter {
",
        "public struct FfiConverterTypeSecret: FfiConverterRustBuffer {
",
    ),
    (
        "        let builtinValue = try FfiConverterData.read(from: &buf)
        return Secret(builtinValue)
",
        "        let count = Int(try readInt(&buf) as Int32)
        let range = buf.offset..<buf.offset + count
        guard buf.data.count >= range.upperBound else {
            throw UniffiInternalError.bufferOverflow
        }
        buf.offset = range.upperBound
        return buf.data.withUnsafeBytes { Secret(copying: $0[range]) }
",
    ),
    (
        "        let builtinValue = value.bytes
        return FfiConverterData.write(builtinValue, into: &buf)
",
        "        value.withBytes { bytes in
            writeInt(&buf, Int32(bytes.count))
            writeBytes(&buf, bytes)
        }
",
    ),
    (
        "    public static func lift(_ value: RustBuffer) throws -> Secret {
        let builtinValue = try FfiConverterData.lift(value)
        return Secret(builtinValue)
    }

    public static func lower(_ value: Secret) -> RustBuffer {
        let builtinValue = value.bytes
        return FfiConverterData.lower(builtinValue)
    }
",
        "",
    ),
];

/// The Swift source with all replacements.
///
/// # Errors
/// Code that uniffi no longer writes, or writes several times.
pub fn add_wiping(swift: &str) -> Result<String, String> {
    let secret = swift.contains("struct FfiConverterTypeSecret");
    let rewrites = WRITER.iter().chain(SECRET.iter().filter(|_| secret));
    rewrites
        .into_iter()
        .try_fold(swift.to_owned(), |swift, (old, new)| {
            match swift.matches(old).count() {
                1 => Ok(swift.replacen(old, new, 1)),
                count => Err(format!(
                    "is {count} times in uniffi's Swift, not once:\n{old}"
                )),
            }
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(rewrites: &[(&str, &str)], new: bool) -> String {
        let parts = rewrites
            .iter()
            .map(|(old, rewritten)| if new { *rewritten } else { *old });
        parts.fold(String::from("import Foundation\n"), |file, part| {
            file + part
        })
    }

    #[test]
    fn each_file_wipes_its_arguments_and_one_of_them_reads_secrets_in_place() {
        let both: Vec<_> = WRITER.into_iter().chain(SECRET).collect();
        for rewrites in [&WRITER[..], &both] {
            assert_eq!(add_wiping(&file(rewrites, false)), Ok(file(rewrites, true)));
        }
    }

    #[test]
    fn code_that_uniffi_does_not_write_exactly_once_is_an_error() {
        let both: Vec<_> = WRITER.into_iter().chain(SECRET).collect();
        // Without its first line a file converts no secrets; all the others are required.
        for (nth, (old, _)) in both
            .iter()
            .enumerate()
            .filter(|(nth, _)| *nth != WRITER.len())
        {
            let without = file(&both, false).replacen(old, "", 1);
            assert!(add_wiping(&without).is_err(), "without number {nth}: {old}");
            let twice = file(&both, false) + old;
            assert!(add_wiping(&twice).is_err(), "twice number {nth}: {old}");
        }
    }

    #[test]
    fn code_that_wipes_already_is_an_error() {
        assert!(add_wiping(&file(&WRITER, true)).is_err());
    }
}
