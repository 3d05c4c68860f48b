package cardpoints

/**
 * Secret bytes: a password, a security code, a command or response of the card.
 *
 * `toString` does not show them, `equals` compares them, and [close] wipes them. [Journey.next] copies a secret: close yours as
 * soon as it has returned.
 */
public class Secret(
    /** The bytes. Do not copy them into a string, a log or a file. */
    public val bytes: ByteArray,
) : AutoCloseable {
    /** The UTF-8 bytes of typed text, without a `String`, which could not be wiped. */
    public constructor(typed: CharSequence) : this(encoded(typed))

    /** Overwrites the bytes with zeros. */
    override fun close() {
        bytes.fill(0)
    }

    override fun equals(other: Any?): Boolean = other is Secret && bytes.contentEquals(other.bytes)

    /** Always the same: a hash of four digits would reveal them. */
    override fun hashCode(): Int = 0

    override fun toString(): String = "Secret(..)"

    private companion object {
        fun encoded(typed: CharSequence): ByteArray {
            val buffer = Charsets.UTF_8.encode(java.nio.CharBuffer.wrap(typed))
            val bytes = ByteArray(buffer.remaining())
            buffer.get(bytes)
            buffer.array().fill(0)
            return bytes
        }
    }
}
