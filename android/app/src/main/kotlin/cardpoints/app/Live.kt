package cardpoints.app

import android.content.Context
import cardpoints.Event
import cardpoints.HttpSender
import cardpoints.Request
import cardpoints.android.CardReader
import java.util.Base64

/** The phone's own NFC, and the backend that this app was built for. */
internal class Live(private val context: Context) : World {
    override val backend: String = context.getString(R.string.backend_address)
    override val practice = false
    override val slot = CardReader(context)
    private val sender by lazy {
        val roots = context.resources.openRawResource(R.raw.backend_roots).use { it.readBytes() }
        HttpSender(certificates(String(roots)))
    }

    override suspend fun send(request: Request): Event = sender.send(request)
}

/** The certificates in [pem], each as DER; what stands between them is for people. */
internal fun certificates(pem: String): List<ByteArray> =
    Regex("-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----", RegexOption.DOT_MATCHES_ALL)
        .findAll(pem)
        .map { Base64.getMimeDecoder().decode(it.groupValues[1]) }
        .toList()
