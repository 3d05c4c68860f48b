package cardpoints

/**
 * Bytes that nobody may see: a password, a security code, a card's command or reply.
 *
 * Shown by no `toString`, compared by content, and wiped by [close]. Handing one to [Journey.next] copies it: close your
 * own as soon as you have handed it in.
 */
public class Secret(
    /** The bytes themselves. Whoever takes them must not copy them into a string, a log or a file. */
    public val bytes: ByteArray,
) : AutoCloseable {
    /** The UTF-8 bytes of what was typed, without making a `String` of it, which could not be wiped. */
    public constructor(typed: CharSequence) : this(encoded(typed))

    /** Overwrites the bytes with zeros. */
    override fun close() {
        bytes.fill(0)
    }

    override fun equals(other: Any?): Boolean = other is Secret && bytes.contentEquals(other.bytes)

    /** The same for all: a hash of four digits would give them away. */
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
