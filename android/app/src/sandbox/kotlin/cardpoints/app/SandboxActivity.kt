package cardpoints.app

import android.app.Activity
import android.content.Intent
import android.os.Bundle
import android.widget.ArrayAdapter
import android.widget.ListView
import cardpoints.sandbox.Person

/** Lets a developer choose whose card is read, and shows what to type: everything in the sandbox is public. */
internal class SandboxActivity : Activity() {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        val app = application as SandboxApplication
        val people = app.environment.people
        val rows = people.map { describe(app, it) }
        setContentView(
            ListView(this).apply {
                fitsSystemWindows = true
                adapter = ArrayAdapter(context, android.R.layout.simple_list_item_1, rows)
                setOnItemClickListener { _, _, row, _ ->
                    app.endJourney()
                    app.environment.person = people[row]
                    startActivity(Intent(context, MainActivity::class.java).addFlags(Intent.FLAG_ACTIVITY_CLEAR_TASK or Intent.FLAG_ACTIVITY_NEW_TASK))
                }
            },
        )
    }

    private fun describe(app: CardPointsApplication, person: Person): String {
        val account = person.account
        val accountInputs = listOfNotNull(account?.id) + account?.codes.orEmpty()
        return buildString {
            append(person.id).append(": ").appendLine(person.about[app.languageSetting.language])
            append(person.pin.bytes.decodeToString()).append(" · ").append(account?.service.orEmpty())
            accountInputs.forEach { append(" · ").append(it.bytes.decodeToString()) }
        }
    }
}
