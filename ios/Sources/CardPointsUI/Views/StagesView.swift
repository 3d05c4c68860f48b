#if canImport(SwiftUI) && canImport(UIKit)
    import CardPoints
    import SwiftUI

    /// The progress of the card: each finished stage has a tick.
    struct StagesView: View {
        let stages: [StageProgress]
        @Environment(\.palette) private var palette

        var body: some View {
            VStack(alignment: .leading, spacing: 8) {
                ForEach(stages, id: \.stage) { stage in
                    HStack(spacing: 12) {
                        Image(systemName: stage.state.icon)
                            .foregroundColor(
                                stage.state == .done ? palette.success.color : palette.secondaryText.color)
                        JourneyText(stage.label)
                            .foregroundColor(
                                stage.state == .upcoming ? palette.secondaryText.color : palette.text.color)
                    }
                    .font(.title3.bold())
                    .frame(minHeight: 44)
                    .singleAccessibilityElement(stage.description)
                }
            }
        }
    }

    extension StageState {
        fileprivate var icon: String {
            switch self {
            case .done: "checkmark.circle.fill"
            case .active: "circle.dashed"
            case .upcoming: "circle"
            }
        }
    }
#endif
