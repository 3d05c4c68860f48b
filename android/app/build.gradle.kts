// Never run; see settings.gradle.kts.
plugins {
    alias(libs.plugins.android.application)
    alias(libs.plugins.kotlin.android)
}

android {
    namespace = "cardpoints.app"
    compileSdk = libs.versions.compileSdk.get().toInt()
    defaultConfig {
        applicationId = "cardpoints.app"
        minSdk = libs.versions.minSdk.get().toInt()
        targetSdk = libs.versions.targetSdk.get().toInt()
        versionCode = 1
        versionName = version.toString()
    }
    buildTypes {
        release {
            isMinifyEnabled = true
            isShrinkResources = true
            proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"))
        }
    }
    // Only in debug builds: the sandbox, which needs neither a card nor a server (-Pcardpoints.sandbox=true).
    if (providers.gradleProperty("cardpoints.sandbox").get().toBoolean()) {
        sourceSets.getByName("debug") {
            kotlin.srcDir("src/sandbox/kotlin")
            manifest.srcFile("src/sandbox/AndroidManifest.xml")
        }
    }
    compileOptions {
        sourceCompatibility = JavaVersion.toVersion(libs.versions.java.get())
        targetCompatibility = sourceCompatibility
    }
}

kotlin {
    jvmToolchain(libs.versions.java.get().toInt())
}

dependencies {
    implementation(project(":ui"))
}
