package cardpoints.app

import android.app.Activity

/** The one screen: a journey. */
public class MainActivity : Activity()
