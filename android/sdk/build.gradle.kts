// Never run; see settings.gradle.kts.
import org.jetbrains.kotlin.gradle.tasks.KotlinCompile

plugins {
    alias(libs.plugins.android.library)
    alias(libs.plugins.kotlin.android)
    `maven-publish`
}

android {
    namespace = "cardpoints.android"
    compileSdk = libs.versions.compileSdk.get().toInt()
    defaultConfig {
        minSdk = libs.versions.minSdk.get().toInt()
        consumerProguardFiles("consumer-rules.pro")
    }
    sourceSets["main"].apply {
        kotlin.srcDir("../../bindings/kotlin/src/main/kotlin")
        kotlin.srcDir("../../bindings/build/kotlin")
        jniLibs.srcDir("../../bindings/build/jniLibs")
    }
    compileOptions {
        sourceCompatibility = JavaVersion.toVersion(libs.versions.java.get())
        targetCompatibility = sourceCompatibility
    }
    publishing {
        singleVariant("release") {
            withSourcesJar()
            withJavadocJar()
        }
    }
}

kotlin {
    explicitApi = org.jetbrains.kotlin.gradle.dsl.ExplicitApiMode.Warning // the generated sources are not explicit
    jvmToolchain(libs.versions.java.get().toInt())
}

dependencies {
    api(libs.coroutines)
    implementation(libs.jna) { artifact { type = "aar" } }
}

// Releases contain no sandbox.
if (!providers.gradleProperty("cardpoints.sandbox").get().toBoolean()) {
    tasks.withType<KotlinCompile>().configureEach { exclude("cardpoints/sandbox/**") }
    tasks.withType<Jar>().configureEach { exclude("cardpoints/sandbox/**") }
}

publishing {
    publications.register<MavenPublication>("release") {
        artifactId = "cardpoints-android"
        afterEvaluate { from(components["release"]) }
    }
}
