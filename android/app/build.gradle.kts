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
    // Debug builds alone: the practice world, with neither a card nor a server (-PcardPoints.sandbox).
    if (providers.gradleProperty("cardPoints.sandbox").isPresent) {
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
