package cardpoints.app

import android.content.Context
import cardpoints.Event
import cardpoints.HttpRequest
import cardpoints.HttpSender
import cardpoints.android.NfcCardReader
import java.util.Base64

/** The phone's own NFC, and the backend that this app was built for. */
internal class ProductionEnvironment(private val context: Context) : AppEnvironment {
    override val backend: String = context.getString(R.string.backend_address)
    override val practice = false
    override val connector = NfcCardReader(context)
    private val sender by lazy {
        val roots = context.resources.openRawResource(R.raw.backend_roots).use { it.readBytes() }
        HttpSender(certificates(String(roots)))
    }

    override suspend fun send(request: HttpRequest): Event = sender.send(request)
}

/** The certificates in [pem] as DER; text between them is ignored. */
internal fun certificates(pem: String): List<ByteArray> =
    Regex("-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----", RegexOption.DOT_MATCHES_ALL)
        .findAll(pem)
        .map { Base64.getMimeDecoder().decode(it.groupValues[1]) }
        .toList()
