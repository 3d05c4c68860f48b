package cardpoints.app

import android.app.Activity
import android.content.Intent
import android.os.Bundle
import android.widget.ArrayAdapter
import android.widget.ListView
import cardpoints.sandbox.Person

/** Chooses whose card is laid on, and shows what to type: everything in the practice world is public. */
internal class SandboxActivity : Activity() {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        val app = application as SandboxApplication
        val people = app.world.people
        val rows = people.map { describe(app, it) }
        setContentView(
            ListView(this).apply {
                fitsSystemWindows = true
                adapter = ArrayAdapter(context, android.R.layout.simple_list_item_1, rows)
                setOnItemClickListener { _, _, row, _ ->
                    app.leave()
                    app.world.person = people[row]
                    startActivity(Intent(context, MainActivity::class.java).addFlags(Intent.FLAG_ACTIVITY_CLEAR_TASK or Intent.FLAG_ACTIVITY_NEW_TASK))
                }
            },
        )
    }

    private fun describe(app: CardPointsApplication, person: Person): String {
        val account = person.account
        val typed = listOfNotNull(account?.id) + account?.codes.orEmpty()
        return buildString {
            append(person.id).append(": ").appendLine(person.about[app.languages.wanted])
            append(person.pin.bytes.decodeToString()).append(" · ").append(account?.service.orEmpty())
            typed.forEach { append(" · ").append(it.bytes.decodeToString()) }
        }
    }
}
